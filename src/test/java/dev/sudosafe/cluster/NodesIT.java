package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.facts.KnownNodes;
import dev.sudosafe.facts.Nodes;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.web.DoorClient;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of pods on nodes that can and cannot run them, by the process with the rights that the chart grants.
/// There is no kubelet: the nodes are objects whose status the tests write as a kubelet would.
@SharedApiServer
class NodesIT {

    private static final String PROFILES = """
            - name: default
              spec:
                isolation: [{kind: UserNamespace}, {kind: Sysbox, runtimeClassName: sysbox-runc}]
                docker: {engine: None}
            - name: docker
              spec:
                podSelector: {matchLabels: {docker: "true"}}
            """;

    private static final String USER_NAMESPACES = TestNode.USER_NAMESPACES;
    private static final String NONE = "{name: '', features: {userNamespaces: false}}";
    private static final String SYSBOX = "{name: sysbox, features: {userNamespaces: true}}";

    @TempDir
    private static Path folder;

    private static Path kubeconfig;
    private static ApiServer apiServer;
    private static Cluster cluster;

    @BeforeAll
    static void start(ApiServer shared) throws Exception {
        apiServer = shared;
        Granted.install(apiServer, "clusterFacts: {labelNodes: true}");
        kubeconfig = Files.writeString(
                folder.resolve("kubeconfig"), Granted.kubeconfig(apiServer, "sudosafe", Granted.port(apiServer)));
        Path profiles = Files.createDirectory(folder.resolve("profiles"));
        for (JsonNode profile : Documents.tree(PROFILES)) {
            Files.writeString(profiles.resolve(profile.path("name").asText() + ".yaml"), """
                    {"apiVersion": "sudosafe.dev/v1alpha1", "kind": "WorkspaceProfile", "metadata": {"name": %s}, "spec": %s}
                    """.formatted(
                            profile.path("name"), profile.path("spec")));
        }
        SudosafeProcess sudosafe = SudosafeProcess.start(Map.of(
                "KUBECONFIG",
                kubeconfig.toString(),
                "SUDOSAFE_CLUSTER_ENABLED",
                "true",
                "SUDOSAFE_DRY_RUN_ENABLED",
                "true",
                "SUDOSAFE_DRY_RUN_TOKEN",
                "test",
                "SUDOSAFE_PROFILES",
                profiles.toString()));
        cluster = Cluster.install(apiServer, sudosafe, PROFILES);
        cluster.namespace("dev");
        cluster.apply(
                        "{apiVersion: node.k8s.io/v1, kind: RuntimeClass, metadata: {name: sysbox-runc}, handler: sysbox}")
                .require();
        SudosafeProcess.await("read", () -> sudosafe.readiness().body().contains("\"runtimeclasses\": \"1 known"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @AfterEach
    void removeNodes() {
        cluster.kubectl().run("delete", "nodes", "--all").require();
        SudosafeProcess.await("gone", () -> facts().contains("\n\nRUNTIME") && !facts().contains("v1."));
    }

    @Test
    void without_any_node_a_pod_gets_the_first_isolation() {
        assertThat(created("sudosafe.dev/workspace").path("spec").has("runtimeClassName"))
                .isFalse();
    }

    @Test
    void where_only_the_second_isolation_can_run_a_pod_gets_that() {
        node("sysbox", SYSBOX);
        node("plain", NONE);
        known(2);

        JsonNode pod = created("sudosafe.dev/workspace");

        assertThat(pod.at("/spec/runtimeClassName").asText()).isEqualTo("sysbox-runc");
        assertThat(pod.at("/metadata/annotations")
                        .path("sudosafe.dev/isolation")
                        .asText())
                .isEqualTo("Sysbox");
        assertThat(requirement(pod)).hasToString("""
                {"key":"kubernetes.io/hostname","operator":"NotIn","values":["plain"]}""");
    }

    @Test
    void where_no_isolation_can_run_a_pod_is_refused_until_a_node_can() {
        node("plain", NONE);
        known(1);
        assertThat(create("sudosafe.dev/workspace").err())
                .contains("isolation that no node can run (UserNamespace; node \"plain\": user namespaces are not"
                        + " supported by the default handler (kubelet v1.36.3) at spec.hostUsers)");
        assertThat(cluster.sudosafe().readiness().statusCode()).isEqualTo(200);

        status("plain", USER_NAMESPACES);
        long able = System.nanoTime();

        SudosafeProcess.await("admitted", () -> create("sudosafe.dev/workspace").succeeded());
        assertThat(System.nanoTime() - able).isLessThan(5_000_000_000L);
    }

    @Test
    void where_all_nodes_can_a_pod_says_nothing_of_nodes() {
        node("able", USER_NAMESPACES);
        known(1);

        assertThat(created("sudosafe.dev/workspace").path("spec").has("affinity"))
                .isFalse();
    }

    @Test
    void docker_wants_the_node_part() {
        node("able", USER_NAMESPACES);
        known(1);
        assertThat(create("docker").err())
                .contains("node \"able\": no sudosafe.dev/tun to allocate (install the node part)");

        cluster.kubectl()
                .run(
                        "patch",
                        "node",
                        "able",
                        "--subresource=status",
                        "--type=merge",
                        "-p",
                        "{\"status\": {\"capacity\": {\"sudosafe.dev/tun\": \"8\"}, \"allocatable\":"
                                + " {\"sudosafe.dev/tun\": \"8\"}}}")
                .require();

        SudosafeProcess.await("admitted", () -> create("docker").succeeded());
    }

    @Test
    void a_pod_that_waits_stays_manageable_when_its_node_is_gone() {
        node("able", USER_NAMESPACES);
        known(1);
        cluster.apply(pod("waiting", "sudosafe.dev/workspace")).require();
        status("able", NONE);
        SudosafeProcess.await("refused", () -> !create("sudosafe.dev/workspace").succeeded());

        cluster.kubectl()
                .run("label", "pod", "waiting", "-n", "dev", "team=blue")
                .require();
        cluster.kubectl()
                .run("delete", "pod", "waiting", "-n", "dev", "--force", "--grace-period=0")
                .require();
    }

    @Test
    void the_table_says_which_node_can_run_what() {
        node("able", USER_NAMESPACES);
        node("plain", NONE);
        known(2);

        assertThat(facts())
                .containsPattern(
                        "NODE +KUBELET +KERNEL +default: UserNamespace +default: Sysbox sysbox-runc +docker: User")
                .containsPattern("able +v1.36.3 +6.12.0 +yes +no \\[1] +yes +no \\[2]")
                .containsPattern("sysbox-runc +sysbox");
        assertThat(facts("application/json")).contains("\"name\" : \"able\"");
    }

    @Test
    void a_single_listing_says_the_same_as_watching() {
        node("able", USER_NAMESPACES);
        known(1);

        assertThat(NodeListing.read(NodesIT::config)).isInstanceOf(KnownNodes.class);
    }

    @Test
    void a_cluster_that_cannot_be_listed_is_said() {
        Config nobody = config();
        nobody.setOauthToken("none");
        nobody.setAutoOAuthToken("none");

        assertThat(NodeListing.read(() -> nobody))
                .isInstanceOfSatisfying(
                        Nodes.Unknown.class,
                        unknown -> assertThat(unknown.why()).endsWith("the API server does not know who sudosafe is"));
    }

    @Test
    void two_replicas_label_the_nodes_that_have_user_namespaces() {
        node("able", USER_NAMESPACES);
        node("plain", NONE);
        cluster.kubectl()
                .run("label", "node", "plain", "sudosafe.dev/user-namespaces=true")
                .require();
        known(2);
        try (LiveCluster one = labelling();
                LiveCluster other = labelling()) {
            SudosafeProcess.await("labelled", () -> labelled().equals("node/able\n"));
            String version = version("able");

            status("plain", USER_NAMESPACES);
            SudosafeProcess.await("labelled", () -> labelled().equals("node/able\nnode/plain\n"));
            assertThat(version("able")).isEqualTo(version);
            SudosafeProcess.await("known to both", () -> one.state().equals(other.state()));

            status("able", NONE);
            SudosafeProcess.await("unlabelled", () -> labelled().equals("node/plain\n"));
        }
        SudosafeProcess.await(
                "fenced",
                () -> requirement(created("sudosafe.dev/workspace")).toString().equals("""
                        {"key":"sudosafe.dev/user-namespaces","operator":"In","values":["true"]}"""));
    }

    @Test
    void more_nodes_than_a_pod_can_name_are_a_warning() {
        node("able", USER_NAMESPACES);
        cluster.kubectl()
                .create(IntStream.range(0, 51)
                        .mapToObj(i -> TestNode.manifest("plain-" + i, NONE, "{}"))
                        .collect(Collectors.joining("---\n")))
                .require();
        known(52);

        assertThat(create("sudosafe.dev/workspace").err())
                .contains("51 nodes cannot run UserNamespace, too many to name them in the pod:"
                        + " label those that can with sudosafe.dev/user-namespaces=true");
    }

    private static LiveCluster labelling() {
        LiveCluster labelling = new LiveCluster();
        labelling.start(NodesIT::config);
        labelling.labelNodes();
        return labelling;
    }

    private static Config config() {
        return Config.fromKubeconfig(Documents.text(kubeconfig));
    }

    private static String labelled() {
        return cluster.kubectl()
                .run("get", "nodes", "-l", "sudosafe.dev/user-namespaces=true", "-o", "name")
                .require();
    }

    private static String version(String node) {
        return cluster.kubectl()
                .run("get", "node", node, "-o", "jsonpath={.metadata.resourceVersion}")
                .require();
    }

    private static void node(String name, String handlers) {
        TestNode.create(cluster.kubectl(), name, handlers, "{}");
    }

    private static void status(String name, String handlers) {
        TestNode.status(cluster.kubectl(), name, handlers, "{}");
    }

    private static void known(int nodes) {
        SudosafeProcess.await(
                "known",
                () -> facts().lines().filter(line -> line.contains("v1.36.3 ")).count() == nodes);
    }

    private static String facts() {
        return facts("text/plain");
    }

    private static String facts(String accept) {
        return DoorClient.of(cluster.sudosafe())
                .request()
                .header("Authorization", "Bearer test")
                .accept(accept)
                .get("/facts")
                .asString();
    }

    private static JsonNode created(String label) {
        return Cluster.json(create(label).require());
    }

    private static JsonNode requirement(JsonNode pod) {
        return pod.at("/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0"
                + "/matchExpressions/0");
    }

    private static Output create(String label) {
        return cluster.apply(pod("workspace", label), "--dry-run=server", "-o", "json");
    }

    private static String pod(String name, String label) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: dev, labels: {%s: "true"}}
                spec:
                  containers: [{name: workspace, image: tools}]
                """.formatted(name, label);
    }
}
