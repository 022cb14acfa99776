package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The policies that the chart installs on demand.
@SharedApiServer
class OptionalPoliciesIT {

    private static final String PROFILES = "- {name: blue, spec: {namespaceSelector: {matchLabels: {team: blue}}}}\n";
    private static final String POLICIES =
            "{sidecarExec: {enabled: true}, namespaceLabels: {enabled: true, users: [ann], groups: [system:masters, admins]}}";

    private static Cluster cluster;

    @BeforeAll
    static void start(ApiServer apiServer, SudosafeProcess sudosafe) {
        cluster = Cluster.install(apiServer, sudosafe, PROFILES, POLICIES);
        cluster.namespace("blue", "team=blue");
        cluster.namespace("other");
        for (String namespace : new String[] {"blue", "other"}) {
            cluster.apply("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: pod, namespace: %s}
                    spec:
                      nodeName: node-1
                      containers: [{name: workspace, image: tools}, {name: sudosafe-docker, image: tools}]
                    """.formatted(namespace)).require();
        }
        cluster.kubectl()
                .run("create", "clusterrolebinding", "all", "--clusterrole=cluster-admin", "--user=ann", "--user=eve")
                .require();
        SudosafeProcess.await("in force", () -> refusesExec() && refusesLabels());
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec", "attach"})
    void nobody_enters_the_sidecar(String command) {
        assertThat(enter(command, "blue", "sudosafe-docker").err())
                .contains(
                        "ValidatingAdmissionPolicy 'sudosafe-sidecar-exec' with binding 'sudosafe-sidecar-exec-blue'",
                        "use docker from the workspace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec", "attach"})
    void the_workspace_is_entered(String command) {
        assertThat(enter(command, "blue", "workspace").err()).contains(pastAdmission());
    }

    @Test
    void a_container_of_that_name_elsewhere_is_entered() {
        assertThat(enter("exec", "other", "sudosafe-docker").err()).contains(pastAdmission());
    }

    @ParameterizedTest
    @ValueSource(strings = {"team-", "team=red"})
    void a_label_that_profiles_select_by_is_guarded(String label) {
        assertThat(label("eve", "blue", label).err())
                .contains("ValidatingAdmissionPolicy 'sudosafe-namespace-labels'", "by the label team of a namespace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "finalize"})
    void a_guarded_label_is_not_changed_by_a_subresource(String subresource) {
        String changed =
                cluster.get("namespace", "blue", "").toString().replace("\"team\":\"blue\"", "\"team\":\"red\"");

        Output refused = cluster.kubectl()
                .withInput(
                        changed, "replace", "--raw", "/api/v1/namespaces/blue/" + subresource, "-f", "-", "--as=eve");

        assertThat(changed).contains("red");
        assertThat(refused.err()).contains("ValidatingAdmissionPolicy 'sudosafe-namespace-labels'");
    }

    @Test
    void a_new_namespace_does_not_choose_its_profile() {
        String namespace = "{apiVersion: v1, kind: Namespace, metadata: {name: new, labels: {team: blue}}}";

        assertThat(cluster.apply(namespace, "--as=eve").err()).contains("'sudosafe-namespace-labels'");
    }

    @Test
    void other_labels_and_namespaces_are_free() {
        assertThat(label("eve", "blue", "note=x").require()).contains("labeled");
        assertThat(cluster.kubectl()
                        .run("create", "namespace", "plain", "--as=eve")
                        .require())
                .contains("created");
        assertThat(cluster.kubectl()
                        .run("delete", "namespace", "plain", "--as=eve", "--wait=false")
                        .require())
                .contains("deleted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--as=ann", "--as=eve --as-group=admins"})
    void those_who_are_named_may(String who) {
        String[] arguments = ("label namespace other team=blue --overwrite --dry-run=server " + who).split(" ");

        assertThat(cluster.kubectl().run(arguments).require()).contains("labeled");
    }

    /// There is no kubelet; so far comes only who was admitted.
    private static String pastAdmission() {
        return "\"node-1\" not found";
    }

    private static boolean refusesExec() {
        return enter("exec", "blue", "sudosafe-docker").err().contains("sudosafe-sidecar-exec");
    }

    private static boolean refusesLabels() {
        return !label("eve", "blue", "team=red", "--dry-run=server").succeeded();
    }

    private static Output enter(String command, String namespace, String container) {
        return command.equals("exec")
                ? cluster.kubectl().run("exec", "pod", "-n", namespace, "-c", container, "--", "id")
                : cluster.kubectl().run("attach", "pod", "-n", namespace, "-c", container);
    }

    private static Output label(String user, String namespace, String label, String... more) {
        return cluster.kubectl()
                .run(Stream.concat(
                                Stream.of("label", "namespace", namespace, label, "--overwrite", "--as=" + user),
                                Stream.of(more))
                        .toArray(String[]::new));
    }
}
