package dev.sudosafe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Profiles;
import dev.sudosafe.fixture.ShapeCount;
import dev.sudosafe.injection.SkipReason;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.pod.Requester;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReviewerTest {

    private static final Reviewer DOOR = Profiles.builtIn();

    private static final String WORKSPACE = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: workspace
              labels: {sudosafe.dev/workspace: "true"}
            spec:
              containers:
                - {name: tooling, image: registry.example.com/tooling:1}
            """;

    @Test
    void a_pod_with_a_docker_socket_is_refused_with_all_that_one_needs_to_know() {
        ObjectNode pod = injected(DOOR);
        pod.withObject("/spec")
                .withArrayProperty("volumes")
                .insertObject(0)
                .put("name", "docker")
                .putObject("hostPath")
                .put("path", "/var/run/docker.sock");
        assertThat(denied(DOOR.validate(PodChange.create(pod))).message())
                .isEqualTo("denied by sudosafe profile \"default\": hostPath volumes (volume \"docker\" at"
                        + " spec.volumes[0].hostPath): use an emptyDir or a persistent volume claim; see"
                        + " https://sudosafe.dev/checks/host-path-volumes");
    }

    @Test
    void several_findings_stand_one_a_line_in_the_order_of_checks_and_paths() {
        ObjectNode pod = injected(DOOR);
        spec(pod).put("hostPID", true).put("hostIPC", true);
        container(pod, 0).withObjectProperty("securityContext").put("privileged", true);
        assertThat(denied(DOOR.validate(PodChange.create(pod))).message().lines())
                .hasSize(4)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("denied by sudosafe profile \"default\": 3 findings"),
                        line -> assertThat(line).startsWith("- host namespaces (hostIPC true at spec.hostIPC): "),
                        line -> assertThat(line).startsWith("- host namespaces (hostPID true at spec.hostPID): "),
                        line -> assertThat(line).startsWith("- privileged containers (container \"tooling\" at "));
    }

    @Test
    void an_injected_pod_is_admitted_without_a_word() {
        Decision decision = DOOR.validate(PodChange.create(injected(DOOR)));
        assertThat(decision).isInstanceOf(Decision.Admitted.class);
        assertThat(decision.warnings()).isEmpty();
    }

    @Test
    void a_malformed_pod_is_refused_by_both_doors() {
        JsonNode pod = Documents.tree("{metadata: {labels: []}, spec: {hostPID: 1}}");
        String message = "malformed pod: metadata.labels: expected an object, found a list;"
                + " spec.hostPID: expected a boolean, found a number";
        assertThat(DOOR.mutate(new PodView(pod)))
                .isInstanceOfSatisfying(
                        Decision.Malformed.class,
                        decision -> assertThat(decision.message()).isEqualTo(message));
        assertThat(DOOR.validate(PodChange.create(pod))).isEqualTo(DOOR.mutate(new PodView(pod)));
    }

    @Test
    void a_pod_of_another_profile_is_refused_by_the_mutating_door() {
        JsonNode pod =
                Documents.tree(WORKSPACE.replace("  labels:", "  annotations: {sudosafe.dev/profile: x}\n  labels:"));
        assertThat(checks(DOOR.mutate(new PodView(pod)))).contains("injection-mark");
    }

    @Test
    void an_injection_names_the_profile_and_the_isolation() {
        assertThat(DOOR.mutate(new PodView(Documents.tree(WORKSPACE))))
                .isInstanceOfSatisfying(Decision.Injected.class, injected -> {
                    assertThat(injected.profile()).isEqualTo("default");
                    assertThat(injected.isolation().kind()).isEqualTo("UserNamespace");
                });
    }

    @Test
    void a_skipped_pod_has_the_reason() {
        JsonNode pod = Documents.tree(WORKSPACE.replace("spec:", "spec:\n  hostUsers: true"));
        assertThat(DOOR.mutate(new PodView(pod))).isInstanceOfSatisfying(Decision.Skipped.class, skipped -> {
            assertThat(skipped.profile()).isEqualTo("default");
            assertThat(skipped.reason()).isEqualTo(SkipReason.NO_ISOLATION_FITS);
        });
    }

    @Test
    void an_admitted_pod_has_its_isolation() {
        assertThat(DOOR.validate(PodChange.create(injected(DOOR))))
                .isInstanceOfSatisfying(Decision.Admitted.class, admitted -> {
                    assertThat(admitted.profile()).isEqualTo("default");
                    assertThat(admitted.isolation()).map(Isolation::kind).contains("UserNamespace");
                    assertThat(admitted.findings()).isEqualTo(Findings.NONE);
                });
    }

    @Test
    void a_profile_that_warns_admits_and_says_what_it_would_refuse() {
        Reviewer warning = Profiles.reviewer(Profiles.with("policy: {action: Warn}"));
        ObjectNode pod = injected(warning);
        spec(pod).put("hostPID", true);
        Decision decision = warning.validate(PodChange.create(pod));
        assertThat(decision).isInstanceOf(Decision.Admitted.class);
        assertThat(decision.warnings())
                .containsExactly("host namespaces (hostPID true at spec.hostPID): remove it; see"
                        + " https://sudosafe.dev/checks/host-namespaces");
        assertThat(decision.findings().warned()).hasSize(1);
    }

    @Test
    void a_profile_that_audits_admits_and_tells_only_the_log() {
        Reviewer auditing = Profiles.reviewer(Profiles.with("policy: {action: Audit}"));
        ObjectNode pod = injected(auditing);
        spec(pod).put("hostPID", true);
        Decision decision = auditing.validate(PodChange.create(pod));
        assertThat(decision).isInstanceOf(Decision.Admitted.class);
        assertThat(decision.warnings()).isEmpty();
        assertThat(decision.findings().audited())
                .extracting(Finding::reason)
                .containsExactly("host namespaces (hostPID true at spec.hostPID)");
    }

    @Test
    void an_action_of_one_check_outweighs_the_action_of_all() {
        Reviewer mixed =
                Profiles.reviewer(Profiles.with("policy: {checks: {host-ports: Warn, host-namespaces: Audit}}"));
        ObjectNode pod = injected(mixed);
        spec(pod).put("hostPID", true);
        container(pod, 0).putArray("ports").addObject().put("containerPort", 80).put("hostPort", 80);
        container(pod, 0).withObjectProperty("securityContext").put("privileged", true);
        Decision decision = mixed.validate(PodChange.create(pod));
        assertThat(checks(decision)).containsExactly("privileged-containers");
        assertThat(decision.warnings()).singleElement().asString().startsWith("host ports (");
        assertThat(decision.findings().audited()).isNotEmpty();
    }

    @Test
    void what_a_running_pod_had_before_is_not_held_against_its_update() {
        ObjectNode old = injected(DOOR);
        spec(old).put("hostPID", true);
        container(old, 0).withObjectProperty("securityContext").put("privileged", true);
        ObjectNode edited = old.deepCopy();
        edited.withObject("/metadata/annotations").put("example.com/note", "edited");
        assertThat(DOOR.validate(PodChange.update(old, edited))).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void what_an_update_adds_is() {
        ObjectNode old = injected(DOOR);
        spec(old).put("hostPID", true);
        ObjectNode edited = old.deepCopy();
        spec(edited).put("hostIPC", true);
        assertThat(denied(DOOR.validate(PodChange.update(old, edited)))
                        .findings()
                        .denied())
                .extracting(Finding::path)
                .containsExactly("spec.hostIPC");
    }

    @Test
    void what_moves_to_another_place_in_its_list_is_still_the_same() {
        ObjectNode old = injected(DOOR);
        spec(old)
                .withArrayProperty("volumes")
                .addObject()
                .put("name", "node")
                .putObject("hostPath")
                .put("path", "/");
        ObjectNode edited = old.deepCopy();
        JsonNode moved = spec(edited).withArrayProperty("volumes").remove(4);
        spec(edited).withArrayProperty("volumes").insert(0, moved);
        assertThat(DOOR.validate(PodChange.update(old, edited))).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void another_value_in_the_same_field_is_new() {
        ObjectNode old = injected(DOOR);
        spec(old)
                .withArrayProperty("volumes")
                .addObject()
                .put("name", "node")
                .putObject("hostPath")
                .put("path", "/tmp");
        ObjectNode edited = old.deepCopy();
        ((ObjectNode) spec(edited).at("/volumes/4/hostPath")).put("path", "/");
        assertThat(checks(DOOR.validate(PodChange.update(old, edited)))).containsExactly("host-path-volumes");
    }

    @Test
    void a_debug_container_is_judged_when_it_is_added() {
        ObjectNode old = injected(DOOR);
        ObjectNode edited = old.deepCopy();
        ObjectNode debugger =
                spec(edited).putArray("ephemeralContainers").addObject().put("name", "debugger");
        debugger.putObject("securityContext").put("privileged", true);
        assertThat(denied(DOOR.validate(PodChange.update(old, edited)))
                        .findings()
                        .denied())
                .extracting(Finding::path)
                .containsExactly("spec.ephemeralContainers[0].securityContext.privileged");
    }

    @Test
    void giving_the_label_to_a_running_pod_is_judged_like_creating_it() {
        JsonNode old = Documents.tree(WORKSPACE.replace("labels: {sudosafe.dev/workspace: \"true\"}", "labels: {}"));
        Decision decision = DOOR.validate(PodChange.update(old, Documents.tree(WORKSPACE)));
        assertThat(checks(decision)).containsExactly("isolation", "privilege-escalation", "seccomp");
    }

    @Test
    void taking_the_label_from_a_running_pod_is_refused() {
        ObjectNode old = injected(DOOR);
        ObjectNode edited = old.deepCopy();
        edited.withObject("/metadata").remove("labels");
        assertThat(checks(DOOR.validate(PodChange.update(old, edited)))).containsExactly("workspace-labels");
    }

    @Test
    void a_running_pod_from_before_the_installation_stays_manageable() {
        JsonNode old = Documents.tree(WORKSPACE);
        ObjectNode edited = old.deepCopy();
        spec(edited).putArray("tolerations").addObject().put("key", "drain").put("operator", "Exists");
        assertThat(DOOR.validate(PodChange.update(old, edited))).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void a_kubelet_s_mirror_pod_is_admitted_with_all_findings_as_warnings() {
        Requester kubelet = new Requester("system:node:node-1", Set.of("system:nodes", "system:authenticated"));
        Decision decision = DOOR.validate(PodChange.create(mirror()).by(kubelet));
        assertThat(decision).isInstanceOf(Decision.Admitted.class);
        assertThat(decision.warnings())
                .anySatisfy(warning -> assertThat(warning).startsWith("mirror pods (made by \"system:node:node-1\""))
                .anySatisfy(warning -> assertThat(warning).startsWith("no isolation that the profile allows"));
        assertThat(decision.findings().warned())
                .extracting(finding -> finding.check().id())
                .contains("mirror-pods", "isolation");
    }

    @Test
    void anybody_else_s_mirror_pod_is_refused() {
        Requester developer = new Requester("system:node:node-1", Set.of("developers"));
        assertThat(checks(DOOR.validate(PodChange.create(mirror()).by(developer))))
                .contains("mirror-pods", "isolation");
    }

    @Test
    void a_kubelet_s_other_pods_are_judged_like_anybody_s() {
        Requester kubelet = new Requester("system:node:node-1", Set.of("system:nodes"));
        assertThat(checks(DOOR.validate(
                        PodChange.create(Documents.tree(WORKSPACE)).by(kubelet))))
                .contains("isolation");
    }

    private static ObjectNode mirror() {
        ObjectNode pod = Documents.tree(WORKSPACE).deepCopy();
        pod.withObject("/metadata").putObject("annotations").put("kubernetes.io/config.mirror", "x");
        spec(pod).put("nodeName", "node-1");
        return pod;
    }

    @Test
    void the_image_of_a_running_sidecar_cannot_be_changed() {
        ObjectNode old = injected(DOOR);
        assertThat(checks(DOOR.validate(PodChange.update(old, withOtherSidecarImage(old)))))
                .contains("docker-sidecar");
    }

    @Test
    void the_image_of_a_running_sidecar_cannot_be_changed_even_where_the_profile_has_no_engine_any_more() {
        ObjectNode old = injected(DOOR);
        Reviewer later = Profiles.reviewer(Profiles.with("docker: {engine: None}"));
        assertThat(later.validate(PodChange.update(old, old.deepCopy()))).isInstanceOf(Decision.Admitted.class);
        assertThat(checks(later.validate(PodChange.update(old, withOtherSidecarImage(old)))))
                .containsExactly("docker-sidecar");
    }

    @Test
    void a_running_sidecar_can_be_resized_where_the_profile_has_no_engine_any_more() {
        ObjectNode before = injected(DOOR);
        ObjectNode after = before.deepCopy();
        spec(after).withObject("/initContainers/0/resources/limits").put("memory", "1Gi");
        Reviewer later = Profiles.reviewer(Profiles.with("docker: {engine: None}"));
        assertThat(later.validate(PodChange.update(before, after))).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void a_running_container_that_bears_the_sidecar_s_name_by_chance_can_be_resized() {
        JsonNode before = Documents.tree(WORKSPACE.replace("name: tooling", "name: sudosafe-docker"));
        ObjectNode after = before.deepCopy();
        spec(after).withObject("/containers/0/resources/limits").put("memory", "1Gi");
        assertThat(DOOR.validate(PodChange.update(before, after))).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void a_new_pod_comes_through_both_doors() {
        assertThat(DOOR.create(new PodView(Documents.tree(WORKSPACE)))).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void what_the_mutating_door_warns_of_is_said_before_what_the_validating_one_does() {
        Reviewer warning = Profiles.reviewer(Profiles.with("policy: {action: Warn}"));
        JsonNode pod = Documents.tree(WORKSPACE.replace(
                "image: registry",
                "env: [{name: DOCKER_HOST, value: x}], securityContext: {privileged: true}, image: registry"));
        assertThat(warning.create(new PodView(pod)).warnings())
                .satisfiesExactly(
                        first -> assertThat(first).contains("keeps its own DOCKER_HOST"),
                        second -> assertThat(second).startsWith("privileged containers"));
    }

    @Test
    void a_pod_of_another_profile_is_refused_before_the_validating_door() {
        JsonNode pod =
                Documents.tree(WORKSPACE.replace("labels:", "annotations: {sudosafe.dev/profile: other}\n  labels:"));
        assertThat(checks(DOOR.create(new PodView(pod)))).contains("injection-mark");
    }

    @Test
    void a_malformed_pod_comes_through_no_door() {
        assertThat(DOOR.create(new PodView(Documents.tree("{spec: 1}")))).isInstanceOf(Decision.Malformed.class);
    }

    @Test
    void a_pod_without_isolation_is_denied_without() {
        JsonNode pod = Documents.tree(WORKSPACE);
        assertThat(denied(DOOR.validate(PodChange.create(pod))).isolation()).isEmpty();
    }

    @Test
    void a_pod_of_another_profile_is_warned_of_once_where_the_profile_only_warns() {
        Reviewer warning = Profiles.reviewer(Profiles.with("policy: {action: Warn}"));
        JsonNode pod =
                Documents.tree(WORKSPACE.replace("labels:", "annotations: {sudosafe.dev/profile: other}\n  labels:"));
        assertThat(warning.create(new PodView(pod)).warnings())
                .filteredOn(text -> text.startsWith("injection mark"))
                .hasSize(1);
    }

    @Test
    void what_the_mutating_webhook_changed_is_part_of_the_decision_on_a_new_pod() {
        PodView pod = new PodView(Documents.tree(WORKSPACE));
        assertThat(DOOR.create(pod).patch()).isEqualTo(DOOR.mutate(pod).patch());
    }

    @Test
    void the_cluster_is_asked_once_per_review() {
        AtomicInteger asked = new AtomicInteger();
        Reviewer reviewer = new Reviewer(Generations.first(WorkspaceProfile.builtIn()), () -> {
            asked.incrementAndGet();
            return ClusterFacts.NONE;
        });
        assertThat(reviewer.create(new PodView(Documents.tree(WORKSPACE)))).isInstanceOf(Decision.Admitted.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void the_shape_of_a_new_pod_is_checked_once_for_both_webhooks() {
        ShapeCount count = new ShapeCount();
        DOOR.create(new PodView(count.counted(Documents.tree(WORKSPACE))));
        assertThat(count.checks()).isEqualTo(1);
    }

    @Test
    void a_reviewer_knows_its_profile() {
        assertThat(DOOR.profile()).isEqualTo(WorkspaceProfile.builtIn());
    }

    @Test
    void the_image_of_a_running_sidecar_of_long_ago_cannot_be_changed() {
        ObjectNode old = injected(DOOR);
        Reviewer later = Profiles.reviewer(Profiles.with("docker: {image: registry.example.com/new:2}"));
        assertThat(later.validate(PodChange.update(old, old.deepCopy()))).isInstanceOf(Decision.Admitted.class);
        assertThat(checks(later.validate(PodChange.update(old, withOtherSidecarImage(old)))))
                .containsExactly("docker-sidecar");
    }

    @Test
    void what_the_previous_generation_of_the_profile_injected_is_admitted() {
        WorkspaceProfile next =
                Profiles.with("docker: {image: registry.example.com/new:2, registryMirrors: [http://m]}");
        Reviewer both =
                new Reviewer(Generations.first(WorkspaceProfile.builtIn()).replacedBy(next));
        assertThat(both.validate(PodChange.create(injected(DOOR)))).isInstanceOf(Decision.Admitted.class);
        assertThat(both.validate(PodChange.create(injected(Profiles.reviewer(next)))))
                .isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void what_an_older_generation_injected_is_not() {
        WorkspaceProfile second = Profiles.with("docker: {image: registry.example.com/new:2}");
        WorkspaceProfile third = Profiles.with("docker: {image: registry.example.com/new:3}");
        Generations generations = Generations.first(WorkspaceProfile.builtIn())
                .replacedBy(second)
                .spread()
                .replacedBy(third);
        assertThat(checks(new Reviewer(generations).validate(PodChange.create(injected(DOOR)))))
                .containsExactly("docker-sidecar", "extended-resources", "proc-mount", "seccomp");
    }

    @Test
    void a_mixture_of_two_generations_is_not() {
        WorkspaceProfile next =
                Profiles.with("docker: {image: registry.example.com/new:2, registryMirrors: [http://m]}");
        Reviewer both =
                new Reviewer(Generations.first(WorkspaceProfile.builtIn()).replacedBy(next));
        ObjectNode pod = injected(DOOR);
        ((ObjectNode) spec(pod).at("/initContainers/0")).put("image", "registry.example.com/new:2");
        assertThat(checks(both.validate(PodChange.create(pod)))).contains("docker-sidecar");
    }

    @Test
    void storage_that_the_api_server_writes_in_another_way_is_the_same_storage() {
        Reviewer door =
                Profiles.reviewer(Profiles.with("docker: {storage: {emptyDir: {sizeLimit: 20480Mi, medium: ''}}}"));
        ObjectNode pod = injected(door);
        ObjectNode data = (ObjectNode) spec(pod).at("/volumes/2/emptyDir");
        data.put("sizeLimit", "20Gi").remove("medium");
        assertThat(door.validate(PodChange.create(pod))).isInstanceOf(Decision.Admitted.class);
        data.put("sizeLimit", "21Gi");
        assertThat(checks(door.validate(PodChange.create(pod)))).containsExactly("docker-sidecar");
    }

    private static ObjectNode injected(Reviewer door) {
        JsonNode pod = Documents.tree(WORKSPACE);
        return switch (door.mutate(new PodView(pod))) {
            case Decision.Injected injected -> (ObjectNode) injected.patch().applyTo(pod);
            default -> throw new AssertionError("not injected");
        };
    }

    private static ObjectNode withOtherSidecarImage(ObjectNode pod) {
        ObjectNode edited = pod.deepCopy();
        ((ObjectNode) spec(edited).at("/initContainers/0")).put("image", "registry.example.com/evil:1");
        return edited;
    }

    private static ObjectNode spec(ObjectNode pod) {
        return pod.withObjectProperty("spec");
    }

    private static ObjectNode container(ObjectNode pod, int index) {
        return (ObjectNode) spec(pod).withArrayProperty("containers").path(index);
    }

    private static Decision.Denied denied(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Denied.class);
        return (Decision.Denied) decision;
    }

    private static List<String> checks(Decision decision) {
        return denied(decision).checks().toList();
    }
}
