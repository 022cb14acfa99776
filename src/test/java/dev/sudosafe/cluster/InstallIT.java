package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A release comes, goes with its process already gone, and comes again.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SharedApiServer
class InstallIT {

    private static final Set<String> WEBHOOKS =
            Set.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");

    private static ApiServer apiServer;
    private static LiveRelease release;
    private static Set<String> before;
    private static Output installed;

    @BeforeAll
    static void install(ApiServer shared) {
        apiServer = shared;
        apiServer.kubectl().run("create", "namespace", Chart.NAMESPACE).require();
        Cluster.namespace(apiServer.kubectl(), "dev");
        release = LiveRelease.start(apiServer, HelmRelease.on(apiServer), Cluster.DEFAULT_PROFILES);
        before = apiServer.kubectl().objects();
        installed = release.helm().install(values());
        awaitGuard();
    }

    @AfterAll
    static void stop() {
        release.close();
    }

    @Test
    @Order(1)
    void the_notes_say_what_to_do_next() {
        assertThat(installed.require())
                .contains(
                        "kubectl -n sudosafe-system rollout status deployment/sudosafe",
                        "kubectl run demo --image=debian --labels=sudosafe.dev/workspace=true",
                        "helm upgrade sudosafe CHART -n sudosafe-system --reuse-values --set nodePart.enabled=true");
    }

    @Test
    @Order(1)
    void the_webhooks_come_after_all_that_they_need() {
        Map<Long, String> kinds = new TreeMap<>();
        for (JsonNode object : Cluster.json(apiServer
                        .kubectl()
                        .withInput(release.helm().manifest(), "get", "-o", "json", "-f", "-")
                        .require())
                .path("items")) {
            kinds.put(version(object), object.path("kind").asText());
        }

        assertThat(kinds.values())
                // Helm puts kinds that it does not know last; the webhooks need none of these.
                .filteredOn(kind -> !kind.startsWith("ValidatingAdmissionPolicy") && !kind.equals("Lease"))
                .hasSizeGreaterThan(8)
                .endsWith("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");
    }

    @Test
    @Order(1)
    void a_workspace_is_created_and_isolated() {
        assertThat(create("first", "-o", "yaml").require()).contains("hostUsers: false");
    }

    /// The API server tells again, from this version on, what has happened.
    @Test
    @Order(2)
    void a_release_whose_process_is_gone_is_removed_the_webhooks_first() {
        long start = objectsVersion();
        release.address().cut();
        assertThat(create("refused").err()).contains("failed calling webhook \"default.validate.sudosafe.dev\"");

        release.helm().uninstall().require();

        Map<String, Long> removed = removals(start);
        assertThat(removed)
                .containsOnlyKeys(
                        "Deployment",
                        "Service",
                        "ConfigMap",
                        "ServiceAccount",
                        "MutatingWebhookConfiguration",
                        "ValidatingWebhookConfiguration");
        assertThat(removed.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                        .limit(2)
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(WEBHOOKS);
    }

    @Test
    @Order(3)
    void nothing_is_left_but_the_workspaces() {
        assertThat(create("free").require()).contains("created");
        Set<String> after = apiServer.kubectl().objects();
        after.removeAll(before);

        assertThat(after).containsExactlyInAnyOrder("Pod dev/first", "Pod dev/free");
    }

    @Test
    @Order(4)
    void it_is_installed_again() {
        release.address().join();

        release.helm().install(values()).require();

        awaitGuard();
        assertThat(create("second", "-o", "yaml").require()).contains("hostUsers: false");
    }

    private static void awaitGuard() {
        apiServer.kubectl().awaitInjection(Workspaces.pod("dev", "tried"));
    }

    private static String values() {
        return release.values(Cluster.DEFAULT_PROFILES);
    }

    private static Output create(String name, String... options) {
        return apiServer.kubectl().create(Workspaces.pod("dev", name), options);
    }

    private static long version(JsonNode object) {
        return Long.parseLong(object.at("/metadata/resourceVersion").asText());
    }

    private static long objectsVersion() {
        return version(Cluster.json(apiServer
                .kubectl()
                .run("get", "--raw", "/api/v1/namespaces?limit=1")
                .require()));
    }

    /// When the objects of these kinds were removed, in the API server's own count.
    private static Map<String, Long> removals(long start) {
        String namespaced = "/namespaces/" + Chart.NAMESPACE + "/";
        return Stream.of(
                        "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations",
                        "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations",
                        "/apis/apps/v1" + namespaced + "deployments",
                        "/api/v1" + namespaced + "services",
                        "/api/v1" + namespaced + "configmaps",
                        "/api/v1" + namespaced + "serviceaccounts")
                .flatMap(path -> events(path, start))
                .filter(event -> event.path("type").asText().equals("DELETED"))
                .map(event -> event.path("object"))
                .collect(Collectors.toMap(object -> object.path("kind").asText(), InstallIT::version, Math::max));
    }

    private static Stream<JsonNode> events(String path, long start) {
        return apiServer
                .kubectl()
                .run("get", "--raw", "%s?watch=true&timeoutSeconds=1&resourceVersion=%d".formatted(path, start))
                .require()
                .lines()
                .map(Cluster::json);
    }
}
