package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.CheckDoc;
import dev.sudosafe.check.Checks;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Fixture;
import dev.sudosafe.fixture.Profiles;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Action;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every fixture that is a new pod, sent to a real API server with every profile installed from the chart: it answers
/// by the same checks as the engine alone, unless it takes the pod for invalid itself.
@SharedApiServer
class FixturesIT {

    private static final Pattern PAGE = Pattern.compile("https://sudosafe\\.dev/checks/([a-z-]+)");
    private static final Path PROFILES = Documents.resource("profiles");

    /// The fixtures whose fields an API server drops, as their gate is off by default: DynamicResourceAllocation before
    /// 1.34, and PodCertificateRequest from 1.34, which brings its field, to 1.36.
    private static final List<String> DROPPED = isBefore("1.34")
            ? List.of(
                    "device-claims/deny.claim.yaml",
                    "device-claims/deny.template.yaml",
                    "extended-resources/deny.whole-pod.yaml")
            : isBefore("1.37") ? List.of("projected-sources/deny.pod-certificate.yaml") : List.of();

    private static TemporaryFolder folder;
    private static Cluster cluster;
    private static ApiProxy api;

    private static List<Answer> answers;

    /// What the API server said of a fixture.
    ///
    /// @param reached whether it got as far as to our doors
    /// @param checks that refused it
    private record Answer(Fixture fixture, boolean reached, Set<String> checks, String body) {

        static Answer of(Fixture fixture) {
            HttpResponse<String> response = api.dryRun(pod(fixture), namespace(profileOf(fixture)));
            boolean refused = response.statusCode() == 403 && response.body().contains("denied by sudosafe");
            Set<String> checks = refused
                    ? PAGE.matcher(response.body())
                            .results()
                            .map(page -> page.group(1))
                            .collect(Collectors.toCollection(TreeSet::new))
                    : Set.of();
            return new Answer(fixture, refused || response.statusCode() == 201, checks, response.body());
        }

        /// The checks that refuse the pod when the engine sends it through both doors.
        Set<String> expected() {
            Reviewer reviewer = Profiles.reviewer(fixture.workspaceProfile());
            return switch (reviewer.create(new PodView(pod(fixture)))) {
                case Decision.Admitted _ -> Set.of();
                case Decision.Denied denied -> denied.checks().collect(Collectors.toCollection(TreeSet::new));
                case Decision.Malformed malformed -> throw new AssertionError(malformed.message());
            };
        }

        @Override
        public String toString() {
            return "%s: %s, by the engine %s: %s".formatted(fixture, checks, expected(), body);
        }
    }

    @BeforeAll
    static void start(ApiServer apiServer) throws IOException {
        folder = TemporaryFolder.create("sudosafe-profiles");
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        for (String file : profileFiles()) {
            Files.copy(PROFILES.resolve(file), folder.path().resolve(file));
            JsonNode profile = Documents.tree(Documents.text(PROFILES.resolve(file)));
            values.add(value(
                    profile.at("/metadata/name").asText(), profile.path("spec").deepCopy()));
        }
        values.add(value("default", JsonNodeFactory.instance.objectNode()));
        Files.writeString(
                folder.path().resolve("default.yaml"),
                "{apiVersion: sudosafe.dev/v1alpha1, kind: WorkspaceProfile, metadata: {name: default}}");
        cluster = Cluster.install(apiServer, SudosafeProcess.startWithProfiles(folder.path()), values.toString());
        for (JsonNode value : values) {
            String namespace = namespace(value.path("name").asText());
            cluster.namespace(namespace);
            cluster.kubectl().create("""
                            {apiVersion: v1, kind: ServiceAccount, metadata: {name: deployer, namespace: %1$s}}
                            ---
                            {apiVersion: v1, kind: ServiceAccount, metadata: {name: workspace, namespace: %1$s}}
                            """.formatted(namespace)).require();
        }
        cluster.apply("""
                {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: interactive}, value: 10}
                """).require();
        for (String name : List.of("crun", "sysbox-runc", "kata-qemu")) {
            cluster.apply("{apiVersion: node.k8s.io/v1, kind: RuntimeClass, metadata: {name: %s}, handler: x}"
                            .formatted(name))
                    .require();
        }
        api = ApiProxy.start(cluster.kubectl());
        answers = Fixture.all().stream()
                .filter(fixture -> fixture.change().isCreation())
                .map(Answer::of)
                .toList();
    }

    @AfterAll
    static void stop() {
        api.close();
        cluster.close();
        folder.close();
    }

    @Test
    void the_api_server_refuses_a_new_pod_by_the_checks_that_refuse_it_in_the_engine() {
        assertThat(answers)
                .filteredOn(Answer::reached)
                .filteredOn(answer -> !answer.checks().equals(answer.expected()))
                .extracting(answer -> answer.fixture().toString())
                .isEqualTo(DROPPED);
    }

    @Test
    void most_fixtures_are_pods_that_the_api_server_takes() {
        assertThat(answers).filteredOn(answer -> !answer.reached()).hasSizeLessThan(answers.size() / 5);
    }

    /// All but the change of labels, HostProcess, which the API server refuses beside `hostUsers: false`, fields
    /// that it drops or does not know yet, ephemeral containers, which no new pod has, and what nodes can run, as
    /// nothing is looked up here.
    @Test
    void every_check_has_refused_a_pod_on_the_api_server() {
        Set<String> found = answers.stream()
                .flatMap(answer -> answer.checks().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> denying = Checks.docs().stream()
                .filter(doc -> doc.strictest() == Action.Deny)
                .map(CheckDoc::id)
                .collect(Collectors.toCollection(TreeSet::new));
        denying.removeAll(found);
        Set<String> expected = new TreeSet<>(
                Set.of("isolation-support", "sidecar-target", "windows-host-process", "workspace-labels"));
        if (isBefore("1.34")) {
            expected.add("device-claims");
        }
        if (isBefore("1.37")) {
            expected.add("projected-sources");
        }
        assertThat(denying).isEqualTo(expected);
    }

    private static boolean isBefore(String minor) {
        return new KubernetesVersion(KubernetesBinaries.VERSION).isBefore(minor);
    }

    private static List<String> profileFiles() throws IOException {
        try (Stream<Path> files = Files.list(PROFILES)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /// The chart's value for a profile, in a namespace of its own, as all select by the same label.
    private static ObjectNode value(String name, ObjectNode spec) {
        spec.putObject("namespaceSelector")
                .putObject("matchLabels")
                .put("kubernetes.io/metadata.name", namespace(name));
        return JsonNodeFactory.instance.objectNode().put("name", name).set("spec", spec);
    }

    private static String profileOf(Fixture fixture) {
        return fixture.workspaceProfile().name();
    }

    private static String namespace(String profile) {
        return "fixtures-" + profile;
    }

    private static ObjectNode pod(Fixture fixture) {
        ObjectNode pod = fixture.change().after().json().deepCopy();
        pod.withObject("/metadata").put("namespace", namespace(profileOf(fixture)));
        return pod;
    }
}
