package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Two releases on one cluster, each with namespaces, profiles and a process of its own.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SharedApiServer
class TwoReleasesIT {

    private static final List<String> TEAMS = List.of("blue", "green");

    private static ApiServer apiServer;
    private static List<LiveRelease> releases;

    @BeforeAll
    static void start(ApiServer shared) {
        apiServer = shared;
        TEAMS.forEach(team -> Cluster.namespace(apiServer.kubectl(), team, "team=" + team));
        releases = TEAMS.stream().map(TwoReleasesIT::install).toList();
        TEAMS.forEach(team -> apiServer.kubectl().awaitInjection(Workspaces.pod(team, "tried", "app: tried")));
    }

    @AfterAll
    static void stop() {
        releases.forEach(LiveRelease::close);
    }

    @Test
    @Order(1)
    void each_guards_its_own_namespaces() {
        for (String team : TEAMS) {
            assertThat(create(team, "workspace", "-o", "yaml").require())
                    .contains("sudosafe.dev/profile: " + team, "hostUsers: false");
        }
    }

    @Test
    @Order(2)
    void one_that_is_down_stops_the_workspaces_of_its_own_namespaces_alone() {
        releases.getFirst().address().cut();

        assertThat(create("blue", "refused").err()).contains("failed calling webhook \"blue.validate.sudosafe.dev\"");
        assertThat(create("green", "second").require()).contains("created");
    }

    @Test
    @Order(3)
    void one_that_is_removed_leaves_the_other_as_it_was() {
        String before = releases.getLast().helm().manifest();

        releases.getFirst().helm().uninstall().require();

        assertThat(apiServer
                        .kubectl()
                        .withInput(before, "get", "-o", "name", "-f", "-")
                        .require()
                        .lines())
                .hasSizeGreaterThan(10);
        assertThat(create("green", "third", "-o", "yaml").require()).contains("hostUsers: false");
        SudosafeProcess.await("free", () -> create("blue", "free").out().contains("created"));
    }

    private static LiveRelease install(String team) {
        HelmRelease any = HelmRelease.on(apiServer);
        HelmRelease own =
                new HelmRelease(any.helm(), any.kubeconfig(), any.chart(), "sudosafe-" + team, team + "-system");
        String profiles = "- {name: %1$s, spec: {namespaceSelector: {matchLabels: {team: %1$s}}, podSelector: {}}}\n"
                .formatted(team);
        LiveRelease release = LiveRelease.start(apiServer, own, profiles);
        own.install(release.values(profiles)).require();
        return release;
    }

    private static Output create(String team, String name, String... options) {
        return apiServer.kubectl().create(Workspaces.pod(team, name, "app: " + name), options);
    }
}
