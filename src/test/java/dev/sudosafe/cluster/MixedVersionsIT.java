package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// In the middle of a rollout: one process has the profile as it was, another one as it will be, and the API server
/// asks one of them at each door.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SharedApiServer
class MixedVersionsIT {

    private static final String OLD = "- {name: default}\n";
    private static final String NEW_POLICY =
            "- {name: default, spec: {policy: {allow: {capabilities: [SYS_PTRACE]}}}}\n";
    private static final String NEW_SIDECAR =
            "- {name: default, spec: {docker: {registryMirrors: [\"https://mirror.example.com\"]}}}\n";

    /// Twice: at the start, and now.
    private static final Pattern TAKEN_OVER = Pattern.compile("profiles in force.*profiles in force", Pattern.DOTALL);

    private static ApiServer apiServer;
    private static List<LiveRelease> processes;

    @BeforeAll
    static void start(ApiServer shared) {
        apiServer = shared;
        Cluster.namespace(apiServer.kubectl(), "dev");
        HelmRelease helm = HelmRelease.on(apiServer);
        processes = List.of(OLD, NEW_POLICY, NEW_SIDECAR, OLD).stream()
                .map(profiles -> LiveRelease.start(apiServer, helm, profiles))
                .toList();
        helm.install(processes.getFirst().values(OLD)).require();
    }

    @AfterAll
    static void stop() {
        processes.forEach(LiveRelease::close);
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource({"0, 1", "1, 0"})
    void a_policy_may_differ(int mutating, int validating) {
        lead("mutating", mutating);
        lead("validating", validating);

        assertThat(create().require()).contains("created");
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource({"3, 0", "0, 3"})
    void a_sidecar_may_differ_as_the_old_one_is_injected_until_the_change_has_spread(int mutating, int validating) {
        processes.get(3).mount(NEW_SIDECAR);
        SudosafeProcess.await(
                "taken over",
                () -> TAKEN_OVER.matcher(processes.get(3).process().log()).find());
        lead("mutating", mutating);
        lead("validating", validating);

        assertThat(create().require()).contains("created");
    }

    /// As it knows only the new profile, and each grants its relaxations only to a sidecar that it knows.
    @Test
    @Order(3)
    void the_sidecar_of_a_process_that_has_just_started_is_refused_until_the_old_one_has_the_new_profile() {
        lead("mutating", 2);
        lead("validating", 0);
        SudosafeProcess.await("refused", () -> create().err().contains("docker sidecar other than the injected one"));

        processes.getFirst().mount(NEW_SIDECAR);

        SudosafeProcess.await("admitted", () -> create().succeeded());
        // Now the one that knows both stays, and the one that still injects the old one is another.
        lead("mutating", 1);
        assertThat(create().require()).contains("created");
    }

    private static void lead(String door, int process) {
        LiveRelease to = processes.get(process);
        String client = "{\"url\": \"%s/%s/default\", \"caBundle\": \"%s\"}"
                .formatted(
                        to.process().url(),
                        door.equals("mutating") ? "mutate" : "validate",
                        to.process().caBundle());
        apiServer
                .kubectl()
                .run(
                        "patch",
                        door + "webhookconfiguration",
                        "sudosafe",
                        "--type=json",
                        "-p",
                        "[{\"op\": \"replace\", \"path\": \"/webhooks/0/clientConfig\", \"value\": %s}]"
                                .formatted(client))
                .require();
    }

    private static Output create() {
        return apiServer.kubectl().withInput(Workspaces.pod("dev", "tried"), "create", "--dry-run=server", "-f", "-");
    }
}
