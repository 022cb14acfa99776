package dev.sudosafe;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.sudosafe.check.InjectionMark;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the package map: who may use whom.
class ArchitectureTest {

    private static final String ROOT = "dev.sudosafe.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sudosafe");

    /// What judges, and what that needs.
    private static final Set<String> UP_TO_ENGINE = Set.of(
            "facts", "pod", "patch", "manifest", "profile", "sidecar", "placement", "check", "injection", "engine");

    /// Every package and what of our own it may use.
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("pod", Set.of()),
            Map.entry("facts", Set.of()),
            Map.entry("cluster", Set.of("facts")),
            Map.entry("patch", Set.of()),
            Map.entry("manifest", Set.of()),
            Map.entry("profile", Set.of("pod", "manifest")),
            Map.entry("sidecar", Set.of("pod", "profile")),
            Map.entry("placement", Set.of("facts", "pod", "profile", "sidecar")),
            Map.entry("check", Set.of("facts", "pod", "profile", "sidecar", "placement")),
            Map.entry("injection", Set.of("facts", "pod", "patch", "profile", "sidecar", "placement", "check")),
            Map.entry(
                    "engine", Set.of("facts", "pod", "patch", "profile", "sidecar", "placement", "check", "injection")),
            Map.entry(
                    "admission",
                    Set.of("facts", "pod", "patch", "profile", "sidecar", "placement", "check", "injection", "engine")),
            Map.entry("dryrun", UP_TO_ENGINE),
            Map.entry("audit", and(UP_TO_ENGINE, "dryrun", "cluster")),
            Map.entry("web", and(UP_TO_ENGINE, "cluster", "dryrun", "audit", "admission")),
            Map.entry("cli", and(UP_TO_ENGINE, "cluster", "dryrun", "audit")),
            Map.entry("start", Set.of("web", "cli")));

    private static final List<String> BELOW_THE_SERVER = List.of(
            "pod",
            "facts",
            "patch",
            "manifest",
            "profile",
            "sidecar",
            "placement",
            "check",
            "injection",
            "engine",
            "dryrun",
            "admission",
            "cli");

    private static Set<String> and(Set<String> packages, String... more) {
        return Stream.concat(packages.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    static Set<String> packages() {
        return new TreeSet<>(MAY_USE.keySet());
    }

    @Test
    void the_import_is_not_empty() {
        assertThat(CLASSES).hasSizeGreaterThan(50);
        assertThat(CLASSES.contain("dev.sudosafe.engine.Reviewer")).isTrue();
    }

    @Test
    void every_package_is_on_the_map() {
        Set<String> found = CLASSES.stream().map(ArchitectureTest::packageOf).collect(Collectors.toSet());
        assertThat(found).isEqualTo(packages());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_uses_only_what_the_map_allows(String name) {
        String[] forbidden = MAY_USE.keySet().stream()
                .filter(other -> !other.equals(name)
                        && !MAY_USE.getOrDefault(name, Set.of()).contains(other))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(CLASSES);
    }

    @Test
    void there_are_no_cycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void an_injection_knows_of_the_checks_only_the_mark() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "injection..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "check..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(InjectionMark.class))))
                .check(CLASSES);
    }

    @Test
    void nothing_below_the_server_knows_the_server() {
        noClasses()
                .that(resideInAnyPackage(below()))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.quarkus..", "io.vertx..", "io.netty..", "jakarta..", "io.smallrye.."))
                .check(CLASSES);
    }

    @Test
    void only_manifests_know_yaml() {
        noClasses()
                .that(resideInAnyPackage(below("manifest", "cli")))
                .should()
                .dependOnClassesThat(resideInAPackage("org.yaml.."))
                .check(CLASSES);
    }

    @Test
    void the_core_uses_the_jdk_and_the_json_tree_and_nothing_else() {
        classes()
                .that(resideInAnyPackage(below("manifest", "dryrun", "cli")))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "javax.xml.stream..", "dev.sudosafe..", "com.fasterxml.jackson..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void only_profiles_are_bound_to_records() {
        noClasses()
                .that(resideInAnyPackage(below("profile", "admission", "cli")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "com.fasterxml.jackson.annotation..", "com.fasterxml.jackson.databind.deser.."))
                .check(CLASSES);
    }

    @Test
    void no_typed_model_of_kubernetes_is_on_the_admission_path() {
        noClasses()
                .that(resideInAnyPackage(below()))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.fabric8..", "io.kubernetes.."))
                .check(CLASSES);
    }

    @Test
    void look_ups_know_the_kubernetes_client_and_no_server() {
        classes()
                .that()
                .resideInAPackage(ROOT + "cluster..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "dev.sudosafe..",
                        "io.fabric8.kubernetes..",
                        "com.fasterxml.jackson..",
                        "org.jspecify.."))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void every_package_is_null_marked(String name) {
        classes()
                .that()
                .resideInAPackage(ROOT + name)
                .should(new ArchCondition<>("be in a null-marked package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(
                                new SimpleConditionEvent(type, marked, type.getPackageName() + " is not null-marked"));
                    }
                })
                .check(CLASSES);
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length()).split("\\.", 2)[0];
    }

    private static String[] below(String... except) {
        return BELOW_THE_SERVER.stream()
                .filter(name -> Stream.of(except).noneMatch(name::equals))
                .map(name -> ROOT + name + "..")
                .toArray(String[]::new);
    }
}
