package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.sudosafe.check.Checks;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.manifest.MalformedManifestException;
import dev.sudosafe.manifest.Manifest;
import dev.sudosafe.manifest.ManifestReader;
import dev.sudosafe.profile.LabelSelector;
import dev.sudosafe.profile.ProfileReader;
import dev.sudosafe.profile.ProfileResult;
import dev.sudosafe.profile.WorkspaceProfile;
import dev.sudosafe.sidecar.DockerSidecar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The chart as real Helm renders it, next to what the process makes of the same values.
class ChartIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();
    private static final String TWO = """
            profiles:
              - name: blue
              - name: green
                spec:
                  namespaceSelector: {matchLabels: {team: green}, matchExpressions: [{key: stage, operator: Exists}]}
                  podSelector: {}
                  sudo: Forbidden
                  docker: {engine: None, registryMirrors: ["https://mirror:5000"]}
                  isolation: [{kind: Kata, runtimeClassName: kata-qemu}]
                  policy: {action: Warn, checks: {host-ports: Deny}}
            """;
    private static final String ALL_POLICIES =
            "policies: {sidecarExec: {enabled: true}, namespaceLabels: {enabled: true}}";
    private static final String WITHOUT_LOOK_UPS = TWO + "clusterFacts: {enabled: false}\n";

    @Test
    void lint_is_strict_and_finds_nothing() {
        LintResult lint = new Helm(Path.of("helm/sudosafe")).lint().strict().call();

        assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
        assertThat(lint.getMessages()).noneMatch(message -> message.matches("\\[(WARNING|ERROR)].*"));
    }

    @Test
    void the_namespace_of_the_node_part_is_nobody_s_workspace() {
        assertThat(Chart.render("profiles: [{name: default}]\nnodePart: {namespace: prepared}"))
                .containsPattern("- sudosafe-system\\s+- prepared\\s");
    }

    @Test
    void nothing_is_put_on_nodes_unless_asked_for() {
        assertThat(Chart.render("profiles: [{name: default}]")).doesNotContain("kind: DaemonSet");
        assertThat(Chart.nodePart("appArmor: {enabled: true}\n"))
                .contains("kind: DaemonSet", "apparmor_parser --replace", "/dev/net/tun");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhok: {timeoutSeconds: 5}",
                "webhook: {timeout: 5}",
                "profiles: [{name: blue, spec: {sodu: Allowed}}]",
                "profiles: [{name: blue, podSelector: {}}]",
                "image: {repository: sudosafe, digst: \"\"}"
            })
    void an_unknown_value_is_refused(String values) {
        assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining("additional properties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker: {engine: Podman}",
                "isolation: [{kind: Kata}]",
                "policy: {checks: {host-port: Warn}}",
                "policy: {allow: {volumeTypes: [hostPath]}}",
                "docker: {engine: RootfulInUserNamespace}"
            })
    void a_setting_that_the_process_would_refuse_is_refused(String setting) {
        assertThatThrownBy(() -> Chart.render("profiles: [{name: blue, spec: {" + setting + "}}]"))
                .hasMessageContaining("values don't meet the specifications of the schema");
    }

    @Test
    void every_profile_that_the_process_accepts_is_accepted() throws IOException {
        ArrayNode profiles = JSON.createArrayNode();
        try (Stream<Path> files = Files.list(Documents.resource("profiles"))) {
            files.map(file -> Documents.tree(Documents.text(file)))
                    .forEach(profile -> profiles.addObject()
                            .put("name", profile.at("/metadata/name").asText())
                            .set("spec", profile.path("spec")));
        }
        String config = kind("ConfigMap", "profiles: " + profiles).path("data").toString();

        assertThat(profiles)
                .isNotEmpty()
                .allMatch(profile -> config.contains(profile.path("name").asText() + ".yaml"));
    }

    @ParameterizedTest
    @CsvSource({
        "[], at least one profile is needed",
        "[{name: Blue}], is not a DNS label",
        "[{name: a.b}], is not a DNS label",
        "'[{name: blue}, {name: green}, {name: blue}]', is already the name of profiles[0]"
    })
    void a_profile_whose_name_cannot_be_used_is_refused(String profiles, String problem) {
        assertThatThrownBy(() -> Chart.render("profiles: " + profiles)).hasMessageContaining(problem);
    }

    @Test
    void a_profile_without_selectors_selects_what_the_process_thinks_it_does() {
        WorkspaceProfile.Spec spec = WorkspaceProfile.builtIn().spec();
        JsonNode entry = entry("MutatingWebhookConfiguration", TWO, "blue.mutate.sudosafe.dev");

        assertThat(JSON.convertValue(entry.path("objectSelector"), LabelSelector.class))
                .isEqualTo(spec.podSelector());
        assertThat(entry.path("namespaceSelector").path("matchLabels").size())
                .isEqualTo(spec.namespaceSelector().matchLabels().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"blue", "green"})
    void a_profile_of_the_config_map_is_accepted_by_the_process(String name) {
        String text = kind("ConfigMap", TWO).path("data").path(name + ".yaml").asText();

        assertThat(new ProfileReader(Checks.ids()).read(name + ".yaml", text))
                .isInstanceOfSatisfying(
                        ProfileResult.Accepted.class,
                        accepted -> assertThat(accepted.profile().name()).isEqualTo(name));
    }

    @Test
    void the_process_reads_the_selectors_that_the_api_server_matches_by() {
        String text = kind("ConfigMap", TWO).path("data").path("green.yaml").asText();
        WorkspaceProfile profile = ((ProfileResult.Accepted) new ProfileReader(Checks.ids()).read("", text)).profile();
        JsonNode entry = entry("ValidatingWebhookConfiguration", TWO, "green.validate.sudosafe.dev");

        assertThat(JSON.convertValue(entry.path("objectSelector"), LabelSelector.class))
                .isEqualTo(profile.spec().podSelector());
        assertThat(JSON.convertValue(entry.path("namespaceSelector"), LabelSelector.class)
                        .matchExpressions())
                .containsAll(profile.spec().namespaceSelector().matchExpressions())
                .hasSize(2);
    }

    @Test
    void the_spec_of_the_values_is_the_spec_of_the_file() throws MalformedManifestException {
        String text = kind("ConfigMap", TWO).path("data").path("green.yaml").asText();

        assertThat(ManifestReader.read(text).getFirst().json().path("spec"))
                .isEqualTo(ManifestReader.read(TWO).getFirst().json().at("/profiles/1/spec"));
    }

    @ParameterizedTest
    @CsvSource({
        "MutatingWebhookConfiguration, mutate, Ignore",
        "ValidatingWebhookConfiguration, validate, Fail",
    })
    void each_profile_has_an_entry_at_each_door(String kind, String door, String failurePolicy) {
        for (String profile : List.of("blue", "green")) {
            JsonNode entry = entry(kind, TWO, "%s.%s.sudosafe.dev".formatted(profile, door));
            assertThat(entry.at("/clientConfig/service/path").asText()).isEqualTo("/%s/%s", door, profile);
            assertThat(entry.path("failurePolicy").asText()).isEqualTo(failurePolicy);
            assertThat(entry.path("sideEffects").asText()).isEqualTo("None");
            assertThat(entry.path("matchPolicy").asText()).isEqualTo("Equivalent");
            assertThat(entry.path("timeoutSeconds").intValue()).isEqualTo(5);
            assertThat(entry.path("admissionReviewVersions")).hasToString("[\"v1\"]");
        }
    }

    @Test
    void there_are_no_other_entries_than_those_of_doors_and_templates() {
        assertThat(kind("MutatingWebhookConfiguration", TWO).path("webhooks").findValuesAsText("name"))
                .filteredOn(name -> name.endsWith(".sudosafe.dev"))
                .containsExactly("blue.mutate.sudosafe.dev", "green.mutate.sudosafe.dev");
        assertThat(kind("ValidatingWebhookConfiguration", TWO).path("webhooks").findValuesAsText("name"))
                .filteredOn(name -> name.endsWith(".sudosafe.dev"))
                .containsExactly(
                        "blue.validate.sudosafe.dev",
                        "green.validate.sudosafe.dev",
                        "blue.templates.sudosafe.dev",
                        "green.templates.sudosafe.dev");
    }

    @ParameterizedTest
    @ValueSource(strings = {"blue", "green"})
    void templates_are_never_refused_and_hardly_delayed(String profile) {
        JsonNode entry = entry("ValidatingWebhookConfiguration", TWO, "%s.templates.sudosafe.dev".formatted(profile));

        assertThat(entry.at("/clientConfig/service/path").asText()).isEqualTo("/validate/" + profile);
        assertThat(entry.path("failurePolicy").asText()).isEqualTo("Ignore");
        assertThat(entry.path("timeoutSeconds").intValue()).isEqualTo(2);
        assertThat(entry.has("objectSelector")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "MutatingWebhookConfiguration, mutate",
        "ValidatingWebhookConfiguration, validate",
        "ValidatingWebhookConfiguration, templates"
    })
    void no_profile_touches_the_namespaces_that_sudosafe_needs(String kind, String door) {
        for (String profile : List.of("blue", "green")) {
            JsonNode expressions = entry(kind, TWO, "%s.%s.sudosafe.dev".formatted(profile, door))
                    .at("/namespaceSelector/matchExpressions");

            assertThat(expressions).contains(json("""
                    {key: kubernetes.io/metadata.name, operator: NotIn,
                     values: [kube-system, kube-node-lease, sudosafe-system]}"""));
        }
    }

    @Test
    void an_empty_pod_selector_stays_empty() {
        assertThat(entry("ValidatingWebhookConfiguration", TWO, "green.validate.sudosafe.dev")
                        .path("objectSelector"))
                .isEqualTo(json("{}"));
    }

    @Test
    void the_mutating_door_sees_new_pods_again_after_other_webhooks() {
        JsonNode entry = entry("MutatingWebhookConfiguration", TWO, "blue.mutate.sudosafe.dev");

        assertThat(entry.path("reinvocationPolicy").asText()).isEqualTo("IfNeeded");
        assertThat(entry.path("rules")).isEqualTo(json("""
                [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods], scope: Namespaced}]"""));
    }

    @Test
    void the_validating_door_sees_updates_resizes_and_ephemeral_containers_too() {
        JsonNode entry = entry("ValidatingWebhookConfiguration", TWO, "blue.validate.sudosafe.dev");

        assertThat(entry.path("rules")).isEqualTo(json("""
                [{apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [pods], scope: Namespaced},
                 {apiGroups: [""], apiVersions: [v1], operations: [UPDATE],
                  resources: [pods/ephemeralcontainers, pods/resize], scope: Namespaced}]"""));
    }

    @Test
    void the_validating_door_sees_only_updates_of_what_is_judged() {
        JsonNode entry = entry("ValidatingWebhookConfiguration", TWO, "blue.validate.sudosafe.dev");

        assertThat(entry.path("matchConditions")).hasSize(1);
        assertThat(entry.at("/matchConditions/0/expression").asText())
                .isEqualTo("request.operation == 'CREATE' || object.spec != oldObject.spec"
                        + " || object.metadata.?labels != oldObject.metadata.?labels"
                        + " || object.metadata.?annotations != oldObject.metadata.?annotations");
    }

    @Test
    void a_url_takes_the_place_of_the_service() {
        JsonNode client = entry(
                        "ValidatingWebhookConfiguration",
                        TWO + "webhook: {url: 'https://127.0.0.1:8443/', caBundle: Q0E=}\n",
                        "green.validate.sudosafe.dev")
                .path("clientConfig");

        assertThat(client).isEqualTo(json("{url: 'https://127.0.0.1:8443/validate/green', caBundle: Q0E=}"));
    }

    @Test
    void a_real_api_server_accepts_all_of_it() {
        String values = TWO + "certificates: {certManager: {enabled: false}}\n" + ALL_POLICIES;
        try (ApiServer apiServer = ApiServer.start()) {
            apiServer.kubectl().run("create", "namespace", Chart.NAMESPACE).require();

            Output applied = apiServer
                    .kubectl()
                    .withInput(Chart.render(values), "apply", "--dry-run=server", "--validate=strict", "-f", "-");

            assertThat(applied.err()).isEmpty();
            assertThat(applied.exitCode()).isZero();
            assertThat(applied.out().lines()).hasSize(19).allMatch(line -> line.endsWith("created (server dry run)"));
        }
    }

    @Test
    void without_more_values_only_the_side_doors_have_policies() {
        assertThat(names("ValidatingAdmissionPolicy", TWO))
                .containsExactly("sudosafe-pod-binding", "sudosafe-pod-status");
    }

    @Test
    void every_policy_is_bound_for_each_profile_but_the_one_on_namespaces() {
        assertThat(names("ValidatingAdmissionPolicyBinding", TWO + ALL_POLICIES))
                .containsExactly(
                        "sudosafe-namespace-labels",
                        "sudosafe-pod-binding-blue",
                        "sudosafe-pod-binding-green",
                        "sudosafe-pod-status-blue",
                        "sudosafe-pod-status-green",
                        "sudosafe-sidecar-exec-blue",
                        "sudosafe-sidecar-exec-green");
    }

    @Test
    void a_policy_holds_where_the_profile_does() {
        documents(Chart.render(TWO + ALL_POLICIES))
                .filter(document -> document.at("/metadata/name").asText().endsWith("-green"))
                .forEach(binding -> assertThat(binding.at("/spec/matchResources/namespaceSelector"))
                        .isEqualTo(entry("ValidatingWebhookConfiguration", TWO, "green.validate.sudosafe.dev")
                                .path("namespaceSelector")));
    }

    @Test
    void the_policy_on_the_sidecar_knows_its_name() {
        assertThat(Chart.render(TWO + ALL_POLICIES)).contains("!= '" + DockerSidecar.NAME + "'");
    }

    @Test
    void the_policy_on_namespaces_guards_what_profiles_select_by() {
        String policies = "policies: {namespaceLabels: {enabled: true, labels: [pod-security.kubernetes.io/enforce]}}";

        assertThat(Chart.render(TWO + policies))
                .contains("'[\"pod-security.kubernetes.io/enforce\",\"stage\",\"team\"]'");
    }

    @Test
    void a_policy_on_namespaces_that_would_guard_nothing_is_refused() {
        assertThatThrownBy(() -> Chart.render(ALL_POLICIES)).hasMessageContaining("there is nothing to guard");
    }

    @Test
    void look_ups_may_read_six_kinds_and_nothing_else() {
        assertThat(kind("ClusterRole", TWO).path("rules")).isEqualTo(json("""
                [{apiGroups: [""], resources: [persistentvolumeclaims], verbs: [get, list, watch]},
                 {apiGroups: [""], resources: [persistentvolumes], verbs: [get, list, watch]},
                 {apiGroups: [storage.k8s.io], resources: [storageclasses], verbs: [get, list, watch]},
                 {apiGroups: [storage.k8s.io], resources: [csidrivers], verbs: [get, list, watch]},
                 {apiGroups: [""], resources: [nodes], verbs: [get, list, watch]},
                 {apiGroups: [node.k8s.io], resources: [runtimeclasses], verbs: [get, list, watch]}]"""));
        assertThat(kind("ClusterRoleBinding", TWO).at("/roleRef/name"))
                .isEqualTo(kind("ClusterRole", TWO).at("/metadata/name"));
    }

    @Test
    void nodes_may_be_patched_only_where_they_are_to_be_labelled() {
        String labelled = TWO + "clusterFacts: {labelNodes: true}\n";

        assertThat(kind("ClusterRole", labelled).path("rules"))
                .contains(json("{apiGroups: [''], resources: [nodes], verbs: [patch]}"));
        assertThat(pod(labelled).at("/containers/0/env"))
                .contains(json("{name: SUDOSAFE_CLUSTER_LABEL_NODES, value: 'true'}"));
        assertThat(pod(TWO).at("/containers/0/env"))
                .contains(json("{name: SUDOSAFE_CLUSTER_LABEL_NODES, value: 'false'}"));
    }

    @Test
    void the_token_is_there_for_look_ups_alone() {
        assertThat(pod(TWO).path("automountServiceAccountToken").booleanValue()).isTrue();
        assertThat(pod(WITHOUT_LOOK_UPS).path("automountServiceAccountToken").booleanValue())
                .isFalse();
    }

    @Test
    void without_look_ups_nothing_is_granted_and_nobody_is_called() {
        String rendered = Chart.render(WITHOUT_LOOK_UPS);

        assertThat(rendered).doesNotContain("rbac.authorization.k8s.io");
        assertThat(kind("NetworkPolicy", WITHOUT_LOOK_UPS).path("spec").path("policyTypes"))
                .isEqualTo(json("[Egress]"));
        assertThat(kind("NetworkPolicy", WITHOUT_LOOK_UPS).path("spec").path("egress"))
                .isEmpty();
        assertThat(pod(WITHOUT_LOOK_UPS).at("/containers/0/env"))
                .contains(json("{name: SUDOSAFE_CLUSTER_ENABLED, value: 'false'}"));
    }

    private static List<String> names(String kind, String values) {
        return documents(RENDERED.computeIfAbsent(values, Chart::render))
                .filter(document -> document.path("kind").asText().equals(kind))
                .map(document -> document.at("/metadata/name").asText())
                .sorted()
                .toList();
    }

    private static JsonNode pod(String values) {
        return kind("Deployment", values).at("/spec/template/spec");
    }

    private static JsonNode entry(String kind, String values, String name) {
        return StreamSupport.stream(kind(kind, values).path("webhooks").spliterator(), false)
                .filter(entry -> entry.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode kind(String kind, String values) {
        return documents(RENDERED.computeIfAbsent(values, Chart::render))
                .filter(document -> document.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(String yaml) {
        return documents(yaml).findFirst().orElseThrow();
    }

    private static Stream<JsonNode> documents(String yaml) {
        try {
            return ManifestReader.read(yaml).stream().map(Manifest::json);
        } catch (MalformedManifestException e) {
            throw new IllegalArgumentException(e.position() + ": " + e.getMessage(), e);
        }
    }
}
