package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.sudosafe.check.Checks;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.manifest.MalformedManifestException;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The chart as real Helm renders it, next to what the process makes of the same values.
class ChartIT {

    private static final ObjectMapper JSON = new ObjectMapper();
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

    @Test
    void every_profile_that_the_process_accepts_is_accepted() throws IOException {
        ArrayNode profiles = JSON.createArrayNode();
        try (Stream<Path> files = Files.list(Documents.resource("profiles"))) {
            files.map(file -> Documents.tree(Documents.text(file)))
                    .forEach(profile -> profiles.addObject()
                            .put("name", profile.at("/metadata/name").asText())
                            .set("spec", inSomeNamespaces(profile)));
        }
        String config = Rendered.of("profiles: " + profiles)
                .kind("ConfigMap")
                .path("data")
                .toString();

        assertThat(profiles)
                .isNotEmpty()
                .allMatch(profile -> config.contains(profile.path("name").asText() + ".yaml"));
    }

    @Test
    void a_profile_without_selectors_selects_what_the_process_thinks_it_does() {
        WorkspaceProfile.Spec spec = WorkspaceProfile.builtIn().spec();
        JsonNode entry = Rendered.of(TWO).entry("MutatingWebhookConfiguration", "blue.mutate.sudosafe.dev");

        assertThat(JSON.convertValue(entry.path("objectSelector"), LabelSelector.class))
                .isEqualTo(spec.podSelector());
        assertThat(entry.path("namespaceSelector").path("matchLabels").size())
                .isEqualTo(spec.namespaceSelector().matchLabels().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"blue", "green"})
    void a_profile_of_the_config_map_is_accepted_by_the_process(String name) {
        String text = Rendered.of(TWO)
                .kind("ConfigMap")
                .path("data")
                .path(name + ".yaml")
                .asText();

        assertThat(new ProfileReader(Checks.ids()).read(name + ".yaml", text))
                .isInstanceOfSatisfying(
                        ProfileResult.Accepted.class,
                        accepted -> assertThat(accepted.profile().name()).isEqualTo(name));
    }

    @Test
    void the_process_reads_the_selectors_that_the_api_server_matches_by() {
        String text = Rendered.of(TWO)
                .kind("ConfigMap")
                .path("data")
                .path("green.yaml")
                .asText();
        WorkspaceProfile profile = ((ProfileResult.Accepted) new ProfileReader(Checks.ids()).read("", text)).profile();
        JsonNode entry = Rendered.of(TWO).entry("ValidatingWebhookConfiguration", "green.validate.sudosafe.dev");

        assertThat(JSON.convertValue(entry.path("objectSelector"), LabelSelector.class))
                .isEqualTo(profile.spec().podSelector());
        assertThat(JSON.convertValue(entry.path("namespaceSelector"), LabelSelector.class)
                        .matchExpressions())
                .containsAll(profile.spec().namespaceSelector().matchExpressions())
                .hasSize(2);
    }

    @Test
    void the_spec_of_the_values_is_the_spec_of_the_file() throws MalformedManifestException {
        String text = Rendered.of(TWO)
                .kind("ConfigMap")
                .path("data")
                .path("green.yaml")
                .asText();

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
            JsonNode entry = Rendered.of(TWO).entry(kind, "%s.%s.sudosafe.dev".formatted(profile, door));
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
        assertThat(Rendered.of(TWO)
                        .kind("MutatingWebhookConfiguration")
                        .path("webhooks")
                        .findValuesAsText("name"))
                .filteredOn(name -> name.endsWith(".sudosafe.dev"))
                .containsExactly("blue.mutate.sudosafe.dev", "green.mutate.sudosafe.dev");
        assertThat(Rendered.of(TWO)
                        .kind("ValidatingWebhookConfiguration")
                        .path("webhooks")
                        .findValuesAsText("name"))
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
        JsonNode entry = Rendered.of(TWO)
                .entry("ValidatingWebhookConfiguration", "%s.templates.sudosafe.dev".formatted(profile));

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
            JsonNode expressions = Rendered.of(TWO)
                    .entry(kind, "%s.%s.sudosafe.dev".formatted(profile, door))
                    .at("/namespaceSelector/matchExpressions");

            assertThat(expressions).contains(Rendered.json("""
                    {key: kubernetes.io/metadata.name, operator: NotIn,
                     values: [kube-system, kube-node-lease, sudosafe-system]}"""));
        }
    }

    @Test
    void an_empty_pod_selector_stays_empty() {
        assertThat(Rendered.of(TWO)
                        .entry("ValidatingWebhookConfiguration", "green.validate.sudosafe.dev")
                        .path("objectSelector"))
                .isEqualTo(Rendered.json("{}"));
    }

    @Test
    void the_mutating_door_sees_new_pods_again_after_other_webhooks() {
        JsonNode entry = Rendered.of(TWO).entry("MutatingWebhookConfiguration", "blue.mutate.sudosafe.dev");

        assertThat(entry.path("reinvocationPolicy").asText()).isEqualTo("IfNeeded");
        assertThat(entry.path("rules")).isEqualTo(Rendered.json("""
                [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods], scope: Namespaced}]"""));
    }

    @Test
    void the_validating_door_sees_updates_resizes_and_ephemeral_containers_too() {
        JsonNode entry = Rendered.of(TWO).entry("ValidatingWebhookConfiguration", "blue.validate.sudosafe.dev");

        assertThat(entry.path("rules")).isEqualTo(Rendered.json("""
                [{apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [pods], scope: Namespaced},
                 {apiGroups: [""], apiVersions: [v1], operations: [UPDATE],
                  resources: [pods/ephemeralcontainers, pods/resize], scope: Namespaced}]"""));
    }

    @Test
    void the_validating_door_sees_only_updates_of_what_is_judged() {
        JsonNode entry = Rendered.of(TWO).entry("ValidatingWebhookConfiguration", "blue.validate.sudosafe.dev");

        assertThat(entry.path("matchConditions")).hasSize(1);
        assertThat(entry.at("/matchConditions/0/expression").asText())
                .isEqualTo("request.operation == 'CREATE' || object.spec != oldObject.spec"
                        + " || object.metadata.?labels != oldObject.metadata.?labels"
                        + " || object.metadata.?annotations != oldObject.metadata.?annotations");
    }

    @Test
    void a_url_takes_the_place_of_the_service() {
        JsonNode client = Rendered.of(TWO + "webhook: {url: 'https://127.0.0.1:8443/', caBundle: Q0E=}\n")
                .entry("ValidatingWebhookConfiguration", "green.validate.sudosafe.dev")
                .path("clientConfig");

        assertThat(client).isEqualTo(Rendered.json("{url: 'https://127.0.0.1:8443/validate/green', caBundle: Q0E=}"));
    }

    @Test
    void without_more_values_only_the_side_doors_have_policies() {
        assertThat(Rendered.of(TWO).names("ValidatingAdmissionPolicy"))
                .containsExactly("sudosafe-pod-binding", "sudosafe-pod-status");
    }

    @Test
    void every_policy_is_bound_for_each_profile_but_the_one_on_namespaces() {
        assertThat(Rendered.of(TWO + ALL_POLICIES).names("ValidatingAdmissionPolicyBinding"))
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
        Rendered.of(TWO + ALL_POLICIES).documents().stream()
                .filter(document -> document.at("/metadata/name").asText().endsWith("-green"))
                .forEach(binding -> assertThat(binding.at("/spec/matchResources/namespaceSelector"))
                        .isEqualTo(Rendered.of(TWO)
                                .entry("ValidatingWebhookConfiguration", "green.validate.sudosafe.dev")
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

    /// The chart wants no profile of every pod of every namespace.
    private static JsonNode inSomeNamespaces(JsonNode profile) {
        ObjectNode spec = profile.withObject("/spec");
        if (!spec.has("namespaceSelector")) {
            spec.set("namespaceSelector", Rendered.json("{matchLabels: {team: blue}}"));
        }
        return spec;
    }
}
