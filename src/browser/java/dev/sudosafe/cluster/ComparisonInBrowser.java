package dev.sudosafe.cluster;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sudosafe.page.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page on a process that knows a real API server.
class ComparisonInBrowser {

    private static final String FORBIDDEN = """
            apiVersion: sudosafe.dev/v1alpha1
            kind: WorkspaceProfile
            metadata: {name: default}
            spec: {sudo: Forbidden, docker: {engine: None}}
            """;

    private static final String WORKSPACE = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: a, labels: {sudosafe.dev/workspace: "true"}}
            spec: {containers: [{name: workspace, image: tools}]}
            """;

    @TempDir
    private static Path folder;

    private static ApiServer apiServer;
    private static Cluster cluster;
    private static String user;

    @BeforeAll
    static void start() throws IOException {
        apiServer = ApiServer.start();
        Granted.install(apiServer);
        String kubeconfig = Granted.kubeconfig(apiServer, "sudosafe", Granted.port(apiServer));
        SudosafeProcess sudosafe = SudosafeProcess.start(Map.of(
                "KUBECONFIG",
                Files.writeString(folder.resolve("kubeconfig"), kubeconfig).toString(),
                "SUDOSAFE_CLUSTER_ENABLED",
                "true",
                "SUDOSAFE_DRY_RUN_ENABLED",
                "true"));
        Cluster.namespace(apiServer.kubectl(), "a", "team=a");
        cluster = Cluster.install(apiServer, sudosafe, Cluster.DEFAULT_PROFILES);
        SudosafeProcess.await(
                "injected",
                () -> cluster.apply(WORKSPACE).succeeded()
                        && cluster.get("pod", "web", "a").at("/spec").has("hostUsers"));
        apiServer.kubectl().run("-n", Chart.NAMESPACE, "create", "serviceaccount", "admin").require();
        apiServer.kubectl().run("-n", Chart.NAMESPACE, "create", "serviceaccount", "nobody").require();
        apiServer
                .kubectl()
                .run(
                        "create",
                        "clusterrolebinding",
                        "may-dry-run",
                        "--clusterrole=sudosafe-admin",
                        "--serviceaccount=" + Chart.NAMESPACE + ":admin")
                .require();
        user = token("admin");
    }

    @AfterAll
    static void stop() {
        cluster.close();
        apiServer.close();
    }

    @Test
    void a_stricter_profile_shows_what_it_would_refuse() {
        try (Visit visit = visit().candidate(FORBIDDEN)) {
            compare(visit);

            assertThat(visit.page().locator("#progress")).containsText("would change");
            assertThat(row(visit, "Pod a/web")).containsText("NewlyDenied");
            assertThat(row(visit, "Pod a/web")).containsText("privilege-escalation");
        }
    }

    @Test
    void figures_by_namespace_and_check_stand_beside_their_picture() {
        try (Visit visit = visit().candidate(FORBIDDEN)) {
            compare(visit);

            assertThat(visit.page().getByRole(AriaRole.IMG)).hasCount(2);
            assertThat(visit.page().locator("svg").first()).containsText("a today");
            assertThat(visit.page().getByText("Figures by check")).isVisible();
        }
    }

    @Test
    void it_can_be_cancelled() {
        try (Visit visit = visit()) {
            visit.page().route("**/dry-run/cluster", route -> {});
            compare(visit);
            visit.page().getByRole(AriaRole.BUTTON, named("Cancel")).click();

            assertThat(visit.page().locator("#progress")).hasText("Cancelled.");
        }
    }

    @Test
    void the_nodes_are_a_table() {
        try (Visit visit = visit()) {
            visit.page().getByText("What the nodes can run").click();

            assertThat(visit.page().locator("#facts-state")).hasText(Pattern.compile("\\d+ nodes\\."));
        }
    }

    @Test
    void whoever_may_not_is_told_what_is_missing() {
        try (Visit visit = Visit.of(cluster.sudosafe().url()).withToken(token("nobody")).manifest(WORKSPACE)) {
            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("bind the ClusterRole sudosafe-admin");
        }
    }

    private static void compare(Visit visit) {
        visit.page().getByText("What would change in the cluster").click();
        visit.page().getByRole(AriaRole.BUTTON, named("Compare")).click();
    }

    private static Locator row(Visit visit, String name) {
        return visit.page().locator("#comparison tr", new Page.LocatorOptions().setHasText(name));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static String token(String account) {
        return apiServer
                .kubectl()
                .run("-n", Chart.NAMESPACE, "create", "token", account)
                .require()
                .strip();
    }

    private static Visit visit() {
        return Visit.of(cluster.sudosafe().url()).withToken(user);
    }
}
