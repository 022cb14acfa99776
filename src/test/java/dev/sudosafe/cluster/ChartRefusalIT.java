package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sudosafe.fixture.RefusedProfiles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the chart refuses to render, before anything has changed in the cluster.
class ChartRefusalIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhok: {timeoutSeconds: 5}",
                "webhook: {timeout: 5}",
                "webhook: {clientAuth: {name: x}}",
                "profiles: [{name: blue, spec: {sodu: Allowed}}]",
                "profiles: [{name: blue, podSelector: {}}]",
                "image: {repository: sudosafe, digst: \"\"}",
                "resources: {limit: {}}",
                "podSecurityContext: {runAsRoot: true}",
                "affinity: {nodeAfinity: {}}",
                "extraEnv: [{name: A, vale: b}]",
                "topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, key: x}]"
            })
    void an_unknown_value_is_refused(String values) {
        assertThatThrownBy(() -> Rendered.of(values)).hasMessageContaining("additional properties");
    }

    @Test
    void a_setting_that_the_process_would_refuse_is_refused() {
        assertThat(RefusedProfiles.settings())
                .hasSizeGreaterThan(40)
                .allSatisfy(setting -> assertThatThrownBy(
                                () -> Rendered.of("profiles: [{name: blue, spec: {%s}}]".formatted(setting)))
                        .hasMessageContaining("values don't meet the specifications of the schema"));
    }

    @Test
    void a_rootful_engine_with_a_pod_selector_is_refused() {
        assertThatThrownBy(
                        () -> Rendered.of("profiles: [{name: blue, spec: {docker: {engine: RootfulInUserNamespace}}}]"))
                .hasMessageContaining("'/profiles/0/spec'", "podSelector");
    }

    @Test
    void a_name_that_the_process_would_refuse_is_refused() {
        assertThat(RefusedProfiles.names())
                .isNotEmpty()
                .allSatisfy(name -> assertThatThrownBy(() -> Rendered.of("profiles: [{name: %s}]".formatted(name)))
                        .hasMessageContaining("is not a DNS label"));
    }

    @ParameterizedTest
    @CsvSource({
        "[], 'profiles: at least one profile is needed'",
        "'[{name: blue}, {name: green}, {name: blue}]', 'profiles[2].name: \"blue\" is already the name of profiles[0]'"
    })
    void profiles_that_the_process_could_not_tell_apart_are_refused(String profiles, String problem) {
        assertThatThrownBy(() -> Rendered.of("profiles: " + profiles)).hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{podSelector: {}}",
                "{podSelector: {matchLabels: {}, matchExpressions: []}}",
                "{podSelector: {}, namespaceSelector: {matchExpressions: []}}"
            })
    void a_profile_of_every_pod_of_the_cluster_is_refused(String spec) {
        assertThatThrownBy(() -> Rendered.of("profiles: [{name: blue}, {name: all, spec: %s}]".formatted(spec)))
                .hasMessageContaining(
                        "profiles[1].spec.podSelector: it is empty, and so is namespaceSelector",
                        "name the namespaces of the workspaces in namespaceSelector");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "kube-node-lease", "kube-public", "kube-system"})
    void a_namespace_that_others_use_is_refused(String namespace) {
        assertThatThrownBy(() -> HelmTemplate.here("{}", namespace, KubernetesBinaries.VERSION))
                .hasMessageContaining(
                        "namespace \"" + namespace + "\"", "--namespace sudosafe-system --create-namespace");
    }

    @Test
    void the_node_part_does_not_take_the_default_namespace_either() {
        assertThatThrownBy(() -> Rendered.of("nodePart: {namespace: default}"))
                .hasMessageContaining("nodePart.namespace: \"default\"");
    }

    @Test
    void a_policy_on_namespaces_that_would_guard_nothing_is_refused() {
        assertThatThrownBy(() -> Rendered.of("policies: {namespaceLabels: {enabled: true}}"))
                .hasMessageContaining("policies.namespaceLabels: no profile selects by a label of namespaces");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{configMapName: a, secretName: b} | webhook.clientAuth: both configMapName and secretName are set",
                "{names: [kube-apiserver]} | webhook.clientAuth.names: nobody is asked for a certificate"
            })
    void an_authority_of_clients_that_is_not_clear_is_refused(String clientAuth, String problem) {
        assertThatThrownBy(() -> Rendered.of("webhook: {clientAuth: %s}".formatted(clientAuth)))
                .hasMessageContaining(problem);
    }

    @Test
    void a_variable_of_the_chart_itself_is_refused() {
        String everything = """
                webhook: {clientAuth: {secretName: a, names: [b]}}
                tracing: {endpoint: 'http://collector:4317'}
                """;
        List<String> names = Rendered.of(everything).container().path("env").findValuesAsText("name");

        assertThat(names)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThatThrownBy(
                                () -> Rendered.of("extraEnv: [{name: %s, value: x}]".formatted(name)))
                        .hasMessageContaining("extraEnv[0]: %s is set by the chart".formatted(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"commonLabels: {helm.sh/chart: x}", "podLabels: {app.kubernetes.io/name: x}"})
    void a_label_of_the_chart_itself_is_refused(String labels) {
        assertThatThrownBy(() -> Rendered.of(labels)).hasMessageContaining("propertyName");
    }
}
