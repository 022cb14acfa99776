package dev.sudosafe.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.facts.NodeSupport.Nowhere;
import dev.sudosafe.facts.NodeSupport.Somewhere;
import dev.sudosafe.facts.NodeSupport.Unknown;
import dev.sudosafe.fixture.NodeFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Which nodes can run what, and what keeps pods from the others.
class KnownNodesTest {

    private static final NodeNeed USER_NAMESPACES = new NodeNeed(null, true, Set.of());
    private static final NodeNeed CRUN = new NodeNeed("crun", true, Set.of());
    private static final NodeNeed KATA = new NodeNeed("kata", false, Set.of());
    private static final NodeNeed TUN = new NodeNeed(null, true, Set.of("sudosafe.dev/tun"));

    private static final String ABLE = " {handlers: {'': true}}";
    private static final String UNABLE = " {handlers: {'': false}}";
    private static final Somewhere UNFENCED = new Somewhere(new Fence.None());

    private final NodeFacts facts = new NodeFacts();

    @Test
    void a_cluster_whose_nodes_all_can_needs_no_fence() {
        nodes("a" + ABLE, "b" + ABLE);

        assertThat(support(USER_NAMESPACES)).isEqualTo(UNFENCED);
    }

    @Test
    void a_cluster_without_nodes_is_unknown() {
        facts.runtimeClass("crun");

        assertThat(support(USER_NAMESPACES)).isEqualTo(new Unknown("the cluster has no nodes"));
    }

    @Test
    void nodes_that_cannot_are_fenced_off_by_their_host_names() {
        nodes("a" + ABLE, "b" + UNABLE, "c {labels: {kubernetes.io/hostname: c.example.com}}");

        assertThat(support(USER_NAMESPACES))
                .isEqualTo(new Somewhere(new Fence.NotHosts(List.of("b", "c.example.com"))));
    }

    @Test
    void a_node_that_cannot_is_fenced_off_even_while_it_is_cordoned_or_not_ready() {
        nodes("a" + ABLE, "b {cordoned: true}", "c {notReady: true}");

        assertThat(support(USER_NAMESPACES)).isEqualTo(new Somewhere(new Fence.NotHosts(List.of("b", "c"))));
    }

    @Test
    void a_node_that_a_taint_keeps_the_pod_from_needs_no_fence() {
        nodes("a" + ABLE, "b {taints: ['dedicated=gpu:NoSchedule']}", "c {taints: ['x:NoExecute']}");

        assertThat(support(USER_NAMESPACES)).isEqualTo(UNFENCED);
    }

    @Test
    void a_node_whose_taint_the_pod_tolerates_needs_one() {
        nodes("a" + ABLE, "b {taints: ['dedicated=gpu:NoSchedule']}");

        assertThat(support(USER_NAMESPACES, tolerating("dedicated", "Equal", "gpu")))
                .isEqualTo(new Somewhere(new Fence.NotHosts(List.of("b"))));
        assertThat(support(USER_NAMESPACES, tolerating("dedicated", "Equal", "other")))
                .isEqualTo(UNFENCED);
    }

    @Test
    void a_node_that_the_pods_own_selector_keeps_it_from_needs_no_fence() {
        nodes("a {handlers: {'': true}, labels: {pool: x}}", "b" + UNABLE);

        assertThat(support(USER_NAMESPACES, new PodLimits(List.of(), Map.of("pool", "x"))))
                .isEqualTo(UNFENCED);
    }

    @Test
    void a_node_that_the_selector_of_the_runtime_class_keeps_it_from_needs_no_fence() {
        facts.runtimeClass("crun {nodeSelector: {crun: 'yes'}}");
        nodes("a {handlers: {crun: true}, labels: {crun: 'yes'}}", "b" + ABLE);

        assertThat(support(CRUN)).isEqualTo(UNFENCED);
    }

    @Test
    void a_node_that_lacks_the_resource_needs_no_fence() {
        nodes("a {handlers: {'': true}, resources: [sudosafe.dev/tun]}", "b" + UNABLE);

        assertThat(support(TUN)).isEqualTo(UNFENCED);
    }

    @Test
    void the_label_is_the_fence_while_it_is_right_about_every_node() {
        String label = "labels: {sudosafe.dev/user-namespaces: 'true'}";
        nodes("a {handlers: {'': true}, %s}".formatted(label), "b" + UNABLE);
        Fence fence = new Fence.Label("sudosafe.dev/user-namespaces", "true");
        assertThat(support(USER_NAMESPACES)).isEqualTo(new Somewhere(fence));

        nodes("c {handlers: {'': true}, cordoned: true}");
        assertThat(support(USER_NAMESPACES)).isEqualTo(new Somewhere(fence));

        nodes("d" + ABLE);
        assertThat(support(USER_NAMESPACES)).isEqualTo(new Somewhere(new Fence.NotHosts(List.of("b"))));
    }

    @Test
    void the_label_on_a_node_that_cannot_is_not_believed() {
        String label = "labels: {sudosafe.dev/user-namespaces: 'true'}";
        nodes("a {handlers: {'': true}, %s}".formatted(label), "b {handlers: {'': false}, %s}".formatted(label));

        assertThat(support(USER_NAMESPACES)).isEqualTo(new Somewhere(new Fence.NotHosts(List.of("b"))));
    }

    @Test
    void the_label_says_nothing_of_other_handlers() {
        facts.runtimeClass("crun");
        nodes("a {handlers: {'': true, crun: true}, labels: {sudosafe.dev/user-namespaces: 'true'}}", "b" + UNABLE);

        assertThat(support(CRUN)).isEqualTo(new Somewhere(new Fence.NotHosts(List.of("b"))));
    }

    @Test
    void fifty_nodes_are_named_and_fifty_one_are_too_many() {
        nodes("able" + ABLE);
        IntStream.range(0, 50).forEach(i -> nodes("n" + i + UNABLE));
        assertThat(support(USER_NAMESPACES))
                .isInstanceOfSatisfying(
                        Somewhere.class,
                        somewhere -> assertThat(somewhere.fence()).isInstanceOf(Fence.NotHosts.class));

        nodes("n50" + UNABLE);
        assertThat(support(USER_NAMESPACES)).isEqualTo(new Somewhere(new Fence.TooLong(51)));
    }

    @Test
    void the_obstacle_of_most_nodes_comes_first() {
        nodes("a {cordoned: true, handlers: {'': true}}", "b" + UNABLE, "c" + UNABLE);

        assertThat(support(USER_NAMESPACES))
                .isEqualTo(new Nowhere(List.of(
                        new Obstacle(
                                "user namespaces are not supported by the default handler (kubelet v1.36.3)",
                                List.of("b", "c")),
                        new Obstacle("cordoned", List.of("a")))));
    }

    @Test
    void a_kubelet_that_tells_of_no_handlers_may_well_run_kata() {
        facts.runtimeClass("kata");
        nodes("a {kubelet: v1.29.3}");

        assertThat(support(KATA)).isEqualTo(UNFENCED);
    }

    @Test
    void a_kubelet_that_tells_of_other_handlers_does_not_run_kata() {
        facts.runtimeClass("kata");
        nodes("a" + ABLE);

        assertThat(support(KATA))
                .isEqualTo(new Nowhere(List.of(new Obstacle("no handler \"kata\" (kubelet v1.36.3)", List.of("a")))));
    }

    @Test
    void a_class_that_does_not_exist_is_the_fault_of_no_node() {
        nodes("a" + ABLE);

        assertThat(support(CRUN))
                .isEqualTo(new Nowhere(List.of(new Obstacle("there is no RuntimeClass \"crun\"", List.of()))));
    }

    @Test
    void a_pod_that_tolerates_the_cordon_passes_it() {
        nodes("a {handlers: {'': true}, cordoned: true}");

        assertThat(support(USER_NAMESPACES, tolerating("node.kubernetes.io/unschedulable", "Exists", "")))
                .isEqualTo(UNFENCED);
        assertThat(support(USER_NAMESPACES)).isInstanceOf(Nowhere.class);
    }

    @Test
    void the_tolerations_that_every_pod_gets_are_no_limits() {
        PodLimits limits = new PodLimits(
                List.of(
                        new Toleration("node.kubernetes.io/not-ready", "Exists", "", "NoExecute"),
                        new Toleration("node.kubernetes.io/unreachable", "Exists", "", "NoExecute")),
                Map.of());

        assertThat(limits).isEqualTo(PodLimits.NONE);
    }

    @Test
    void a_question_is_answered_once() {
        nodes("a" + ABLE);
        Nodes known = facts.known();

        assertThat(known.support(USER_NAMESPACES, PodLimits.NONE))
                .isSameAs(known.support(new NodeNeed(null, true, Set.of()), new PodLimits(List.of(), Map.of())));
    }

    @Test
    void questions_of_pods_authors_are_not_remembered_without_end_and_those_of_profiles_always() {
        nodes("a" + ABLE);
        Nodes known = facts.known();
        IntStream.range(0, 1_000).forEach(i -> known.support(USER_NAMESPACES, tolerating("key-" + i, "Exists", "")));
        PodLimits last = tolerating("last", "Exists", "");

        assertThat(known.support(USER_NAMESPACES, last)).isNotSameAs(known.support(USER_NAMESPACES, last));
        assertThat(known.support(TUN, PodLimits.NONE)).isSameAs(known.support(TUN, PodLimits.NONE));
    }

    private void nodes(String... lines) {
        List.of(lines).forEach(facts::node);
    }

    private NodeSupport support(NodeNeed need) {
        return support(need, PodLimits.NONE);
    }

    private NodeSupport support(NodeNeed need, PodLimits limits) {
        return facts.known().support(need, limits);
    }

    private static PodLimits tolerating(String key, String operator, String value) {
        return new PodLimits(List.of(new Toleration(key, operator, value, "")), Map.of());
    }
}
