# Everything is done by the Maven wrapper with a JDK 25; this file finds one and names the jobs.

SHELL := /bin/sh
.DELETE_ON_ERROR:
JDK := $(shell src/build/find-jdk)
MVN := JAVA_HOME="$(JDK)" ./mvnw -B -ntp -q
JAVA := "$(JDK)/bin/java"
SOURCES := pom.xml docs/openapi.yaml docs/profile.schema.json $(shell find src helm -type f)
APP := target/quarkus-app/quarkus-run.jar
# The libraries of tests and tools.
CLASS_PATH := target/test-class-path
# Application and programs of src/tools are built if the stamp is there.
TOOLS := target/tools-built
TOOL = $(JAVA) -cp target/tools-classes:target/test-classes:target/classes:$$(cat $(CLASS_PATH))
# Our own tests only, when asked for by name: make test ONLY='*Fixture*'. A name overrides what Maven takes for a unit test.
comma := ,
ONLY_TESTS = $(if $(ONLY),-Dtest='$(ONLY)$(1)' -Dsurefire.failIfNoSpecifiedTests=false)
ONLY_ITS = $(if $(ONLY),-Dit.test='$(ONLY)$(comma)!*Test' -Dfailsafe.failIfNoSpecifiedTests=false)

.PHONY: help run test e2e e2e-vm page facts check fixtures tools conformance minors full build image sbom licences reproducible dev format docs seccomp bench generate fuzz mutation clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(TOOLS) ## the main job on a real API server; stays up until Ctrl-C, or ends after the scenario with ONCE=1
	@src/test/envtest/fetch > /dev/null
	@exec $(TOOL) -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
	  dev.sudosafe.demo.Demo $(if $(ONCE),--once)

test: jdk ## every test: units, fixtures, properties, HTTPS, and a real API server
	@$(MAKE) --no-print-directory -j2 package programs
	@JAVA_HOME="$(JDK)" ./mvnw -B -ntp -Ptools failsafe:integration-test@default failsafe:integration-test@tools failsafe:verify@default \
	  $(ONLY_ITS); status=$$?; src/build/skipped; exit $$status

# Only integration tests run other programs, so that these are built while Maven compiles and runs unit tests.
.PHONY: package programs
package: jdk
	JAVA_HOME="$(JDK)" ./mvnw -B -ntp -Ptools package $(call ONLY_TESTS,$(comma)!*IT)

programs:
	@src/test/envtest/fetch > /dev/null
	@src/test/programs/fetch --all > /dev/null || [ -z "$$CI" ]

facts: target/sudosafe ## which node of your kubeconfig's cluster can run which isolation; PROFILE=FILE for yours
	@JAVA_HOME="$(JDK)" target/sudosafe facts $(if $(PROFILE),--profile $(PROFILE))

e2e: $(APP) ## what is injected, on a real kubelet: sudo, docker, escapes; needs root, Go and mmdebstrap
	@src/test/node/fetch > /dev/null
	JAVA_HOME="$(JDK)" ./mvnw -B -ntp failsafe:integration-test@default failsafe:verify@default -Dit.forks=1 -Dit.test='$(or $(ONLY),*E2E)'

page: target/sudosafe ## the page of the dry run in Chromium, which must be installed; PUBLISH=1 writes its figure and pictures in docs
	@rm -rf target/browser-classes
	PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 JAVA_HOME="$(JDK)" ./mvnw -B -ntp -Ppage compiler:testCompile@browser \
	  failsafe:integration-test@browser failsafe:verify@default -Dit.forks=1 -Dit.test='$(or $(ONLY),*InBrowser)' \
	  $(if $(PUBLISH),-Dsudosafe.publish=true -Dsudosafe.goldens=rewrite)

check: jdk ## what needs no server: format, compile, units and fixtures
	JAVA_HOME="$(JDK)" ./mvnw -B -ntp test $(ONLY_TESTS)

fixtures: $(CLASS_PATH) ## the checks and their fixtures alone, compiled without Error Prone: seconds, for the work on one check
	@JAVA_HOME="$(JDK)" CLASS_PATH="$$(cat $(CLASS_PATH))" src/build/fixtures

tools: jdk ## the programs in src/tools with their unit tests: generated files are current, links resolve
	JAVA_HOME="$(JDK)" ./mvnw -B -ntp -Ptools process-test-classes surefire:test@tools $(ONLY_TESTS)

# The first two runs write what is measured and fail for it: the second turns the first one's figures into pages.
CONFORMANCE := JAVA_HOME="$(JDK)" ./mvnw -B -ntp -q test -Dsurefire.failIfNoSpecifiedTests=false
conformance: jdk ## docs/conformance.md and .json anew, from Kubernetes' own fixtures and a real API server
	@src/test/envtest/fetch > /dev/null
	@$(CONFORMANCE) -Dtest='PodSecurityIT' -Dsudosafe.goldens=rewrite > /dev/null 2>&1 || true
	@$(CONFORMANCE) -Dtest='ConformanceReportTest' -Dsudosafe.goldens=rewrite > /dev/null 2>&1 || true
	$(CONFORMANCE) -Dtest='dev.sudosafe.conformance.*Test,PodSecurityIT'

# The API server alone is of another minor: what it runs on, etcd, and kubectl are those of the newest.
MINORS = $(shell src/test/envtest/fetch --minors)
minors: $(TOOLS) ## docs/kubernetes-versions.md anew, by the tests with an API server of each minor; MINORS='1.33 1.34', ONLY= choose
	@JAVA_HOME="$(JDK)" ONLY='$(ONLY)' src/build/minors $(MINORS)
	@$(TOOL) dev.sudosafe.minors.Main

e2e-vm: target/sudosafe ## sudo, docker and ways out on an emulated machine with AppArmor; needs root and QEMU, takes 10 to 20 minutes
	@src/test/node/vm

full: ## everything, hours: the whole form of each part in docs/development.md, recorded in docs/full; PARTS='minors soak' chooses, AGAIN=1
	@src/build/gate --full $(if $(AGAIN),--again) $(PARTS)

build: target/sudosafe ## the application in target/quarkus-app and the command line target/sudosafe, also as a plugin of kubectl

# The other names are those that kubectl looks for: kubectl sudosafe, and its completion.
# The rehearsal records the JVM's cache (JEP 483, 514) that makes the command line start fast; one of its pods is denied.
target/sudosafe: $(APP) src/main/cli/sudosafe
	@cp src/main/cli/sudosafe $@
	@ln -sf sudosafe target/kubectl-sudosafe
	@ln -sf sudosafe target/kubectl_complete-sudosafe
	@JAVA_HOME="$(JDK)" SUDOSAFE_RECORD_CACHE=1 $@ check -o json --profile src/main/cli/rehearsal/profile.yaml \
	  -f src/main/cli/rehearsal > /dev/null 2>&1 || [ $$? -eq 1 ]

image: $(APP) ## the image of server and command line in target/sudosafe-image.tar, without a container engine; needs Linux
	@JAVA_HOME="$(JDK)" src/main/docker/sudosafe/build target/sudosafe-image.tar

# Quarkus decides what is packaged, Maven tells what it is: Sboms fails when they disagree.
sbom: $(TOOLS) ## bills of materials (CycloneDX) of application and image in target/*.cdx.json, and docs/licences.md
	@$(MVN) org.cyclonedx:cyclonedx-maven-plugin:makeBom
	@$(TOOL) dev.sudosafe.sbom.Sboms
	@git status --short docs/licences.md

licences: sbom ## docs/licences.md, as the dependencies are now

reproducible: jdk ## whether two clones of HEAD make the same image, to the byte, but for its cache of classes
	@JAVA_HOME="$(JDK)" src/build/reproducible

dev: $(TOOLS) ## Quarkus dev mode behind the webhooks of a real API server
	@src/test/envtest/fetch > /dev/null
	@JAVA_HOME="$(JDK)" $(TOOL) -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED dev.sudosafe.demo.DevelopmentCluster

# As the image is, when there is one: make image first. Nothing else should run beside it.
bench: $(APP) $(CLASS_PATH) ## docs/performance anew, side by side with other webhooks, 25 minutes; ONLY='doors start' chooses, ROUNDS= SECONDS= shorten
	@src/test/envtest/fetch > /dev/null
	@BENCH_ROUNDS='$(ROUNDS)' BENCH_SECONDS='$(SECONDS)' BENCH_WARMUP='$(WARMUP)' BENCH_MINUTES='$(MINUTES)' BENCH_RATE='$(RATE)' \
	  JAVA_HOME="$(JDK)" ./mvnw -B -ntp -q -Ptools,bench -DskipTests test $(if $(ONLY),-Dbench='$(ONLY)')
	@$(TOOL) dev.sudosafe.catalogue.Catalogue

format: jdk ## the sources into the one format
	$(MVN) spotless:apply

generate: $(CLASS_PATH) ## ten million random reviews, or an hour; SEED= CASES= MINUTES= choose others, PUBLISH=1 writes docs/testing.md
	@$(MVN) -Ptools process-test-classes
	@exec $(TOOL) -XX:+UseParallelGC -Xmx1g $(if $(SEED),-Dsudosafe.seed=$(SEED)) $(if $(CASES),-Dsudosafe.cases=$(CASES)) \
	  $(if $(MINUTES),-Dsudosafe.minutes=$(MINUTES)) $(if $(PUBLISH),-Dsudosafe.publish=true) \
	  dev.sudosafe.soak.Main

fuzz: jdk ## ten minutes of Jazzer on codec, engine, manifests and profiles
	@for test in ReviewFuzzTest ManifestFuzzTest ProfileFuzzTest PropertyFuzzTest; do \
	  JAZZER_FUZZ=1 $(MVN) -Dfuzzing=true -Dtest=$$test -Dsurefire.failIfNoSpecifiedTests=false test || exit 1; \
	done

mutation: $(CLASS_PATH) ## PIT: which mistakes in the core no test would notice; PUBLISH=1 writes docs/testing.md
	JAVA_HOME="$(JDK)" ./mvnw -B -ntp -Pmutation,tools process-test-classes org.pitest:pitest-maven:mutationCoverage
	@$(TOOL) $(if $(PUBLISH),-Dsudosafe.publish=true) dev.sudosafe.mutation.Main

docs: $(CLASS_PATH) ## the generated part of docs and of the chart's schema and README, as the code is now
	@$(MVN) -Ptools process-test-classes
	@$(TOOL) dev.sudosafe.catalogue.Catalogue
	@git status --short docs helm/sudosafe/values.schema.json helm/sudosafe/README.md

seccomp: ## the sidecar's seccomp profile anew, from containerd's default; needs Go
	@GOWORK=off go run -C src/build/seccomp -mod=readonly . additions.json > "$${TMPDIR:-/tmp}/sudosafe-seccomp.json"
	@mv "$${TMPDIR:-/tmp}/sudosafe-seccomp.json" helm/sudosafe/files/node/rootless-docker.json
	@git status --short helm/sudosafe/files/node

clean: ## away with target/
	rm -rf target

$(APP): $(SOURCES) | jdk
	@src/build/progress "building sudosafe: half a minute, the first time some minutes more for its libraries" \
	  env $(MVN) package -DskipTests
	@touch $@

$(CLASS_PATH): pom.xml | jdk
	@$(MVN) dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=$@
	@touch $@

$(TOOLS): $(SOURCES) $(CLASS_PATH) | jdk
	@src/build/progress "building sudosafe and its tools: a minute, the first time some minutes more for their libraries" \
	  env $(MVN) -Ptools package -DskipTests
	@touch $(APP) $@

.PHONY: jdk
jdk:
	@test -n "$(JDK)" || { src/build/find-jdk; exit 1; }
