package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.facts.KnownNodes;
import dev.sudosafe.facts.Node;
import dev.sudosafe.facts.Nodes;
import dev.sudosafe.facts.RuntimeClass;
import dev.sudosafe.facts.Taint;
import dev.sudosafe.facts.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is known of nodes, from objects as the API server has them.
class NodeLookupTest {

    private final Listed<Node> nodes = new Listed<>(NodeReader::read);
    private final Listed<RuntimeClass> classes = new Listed<>(RuntimeClassReader::read);
    private final NodeLookup lookup = new NodeLookup(nodes, classes);

    @Test
    void of_a_node_a_few_fields_are_kept() {
        nodes.add("""
                metadata: {name: a, labels: {pool: x}, annotations: {b: c}}
                spec:
                  unschedulable: true
                  taints:
                  - {key: dedicated, value: gpu, effect: NoSchedule}
                  - {key: soft, effect: PreferNoSchedule}
                  - {key: node.kubernetes.io/unschedulable, effect: NoSchedule}
                  - {key: node.kubernetes.io/not-ready, effect: NoExecute}
                status:
                  conditions: [{type: MemoryPressure, status: 'False'}, {type: Ready, status: 'True'}]
                  nodeInfo: {kubeletVersion: v1.36.3, kernelVersion: 6.12.0}
                  runtimeHandlers:
                  - {name: '', features: {recursiveReadOnlyMounts: true, userNamespaces: true}}
                  - {name: old, features: {recursiveReadOnlyMounts: true}}
                  - {name: silent}
                  allocatable: {cpu: '4', sudosafe.dev/tun: 1k, nvidia.com/gpu: '0', hugepages-2Mi: '0'}
                """);

        assertThat(known().all())
                .containsExactly(new Node(
                        "a",
                        true,
                        true,
                        List.of(new Taint("dedicated", "gpu", "NoSchedule")),
                        Map.of("pool", "x"),
                        "v1.36.3",
                        "6.12.0",
                        Map.of("", true, "old", false, "silent", false),
                        Set.of("sudosafe.dev/tun")));
    }

    @Test
    void a_handler_without_a_name_is_the_default_one() {
        nodes.add("{metadata: {name: a}, status: {runtimeHandlers: [{features: {userNamespaces: true}}]}}");

        assertThat(known().all().getFirst().hasUserNamespaces()).isTrue();
    }

    @Test
    void a_node_whose_condition_is_unknown_is_not_ready() {
        nodes.add("{metadata: {name: a}, status: {conditions: [{type: Ready, status: Unknown}]}}");

        assertThat(known().all().getFirst().ready()).isFalse();
    }

    @Test
    void a_node_with_fields_of_wrong_types_is_read_as_if_it_had_none() {
        nodes.add("{metadata: {name: a}, spec: {taints: {}, unschedulable: 'true'}, status: {conditions: [1],"
                + " runtimeHandlers: x, allocatable: []}}");

        assertThat(known().all())
                .containsExactly(
                        new Node("a", false, false, List.of(), Map.of(), "unknown", "unknown", Map.of(), Set.of()));
    }

    @Test
    void of_a_runtime_class_handler_and_scheduling_are_kept() {
        classes.add("{metadata: {name: sysbox-runc}, handler: sysbox, scheduling: {nodeSelector: {a: b},"
                + " tolerations: [{key: k, operator: Exists}]}}");

        assertThat(known().runtimeClasses())
                .containsExactly(new RuntimeClass(
                        "sysbox-runc", "sysbox", Map.of("a", "b"), List.of(new Toleration("k", "Exists", "", ""))));
    }

    @Test
    void what_is_not_kept_changes_nothing() {
        nodes.add("{metadata: {name: a}, status: {conditions: [{type: Ready, status: 'True', lastHeartbeatTime: x}]}}");
        Nodes before = lookup.now();
        nodes.add("{metadata: {name: a}, status: {conditions: [{type: Ready, status: 'True', lastHeartbeatTime: y}]}}");

        assertThat(lookup.now()).isSameAs(before);
    }

    @Test
    void what_is_kept_is_seen_when_it_changes() {
        nodes.add("{metadata: {name: a}}");
        Nodes before = lookup.now();
        nodes.add("{metadata: {name: a}, spec: {unschedulable: true}}");

        assertThat(lookup.now()).isNotSameAs(before);
        assertThat(known().all().getFirst().cordoned()).isTrue();
    }

    @Test
    void a_new_runtime_class_is_seen() {
        Nodes before = lookup.now();
        classes.add("{metadata: {name: crun}, handler: crun}");

        assertThat(lookup.now()).isNotSameAs(before);
    }

    @Test
    void a_node_that_is_gone_is_forgotten() {
        nodes.add("{metadata: {name: a}}");
        assertThat(known().all()).hasSize(1);
        nodes.remove("a");

        assertThat(known().all()).isEmpty();
    }

    @Test
    void without_nodes_or_runtime_classes_nothing_is_said() {
        classes.lose("runtimeclasses are not read yet");

        assertThat(lookup.now()).isEqualTo(new Nodes.Unknown("runtimeclasses are not read yet"));
    }

    private KnownNodes known() {
        return (KnownNodes) lookup.now();
    }
}
