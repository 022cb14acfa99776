package dev.sudosafe.placement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.facts.KnownNodes;
import dev.sudosafe.facts.Node;
import dev.sudosafe.facts.Nodes;
import dev.sudosafe.facts.RuntimeClass;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which node can run which isolation of which profile, and why not, for people and for programs. Other programs rely
/// on
/// the fields of the JSON.
public final class FactsReport {

    private final Nodes nodes;
    private final List<NeedColumn> columns;

    public FactsReport(Nodes nodes, Collection<WorkspaceProfile> profiles) {
        this.nodes = nodes;
        this.columns = profiles.stream().flatMap(NeedColumn::of).toList();
    }

    public String text() {
        return switch (nodes) {
            case Nodes.Unknown(String why) -> "nothing is known of the nodes: " + why + "\n";
            case KnownNodes known -> nodeTable(known) + "\n" + classTable(known);
        };
    }

    public String json() {
        ObjectNode json = switch (nodes) {
            case Nodes.Unknown(String why) ->
                JsonNodeFactory.instance.objectNode().put("unknown", why);
            case KnownNodes known -> json(known);
        };
        return json.toPrettyString() + "\n";
    }

    /// How many nodes can run an isolation of a profile.
    ///
    /// @param isolation its kind, with its runtime class if it has one, such as `Kata kata-qemu`
    /// @param docker whether with the docker sidecar
    public record Count(String profile, String isolation, boolean docker, long nodes) {}

    /// Empty while nothing is known of the nodes.
    public List<Count> counts() {
        return switch (nodes) {
            case Nodes.Unknown _ -> List.of();
            case KnownNodes known ->
                columns.stream()
                        .map(column -> new Count(column.profile(), column.name(), column.docker(), able(known, column)))
                        .toList();
        };
    }

    private static long able(KnownNodes known, NeedColumn column) {
        return known.all().stream()
                .filter(node -> known.obstacle(node, column.need()).isEmpty())
                .count();
    }

    /// Reasons are long and shared by many nodes, so they stand below the table, by number.
    private String nodeTable(KnownNodes known) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        TextTable table = new TextTable(Stream.concat(
                        Stream.of("NODE", "KUBELET", "KERNEL"), columns.stream().map(NeedColumn::title))
                .toList());
        for (Node node : known.all()) {
            List<String> row = new ArrayList<>(List.of(node.name(), node.kubelet(), node.kernel()));
            columns.forEach(column -> row.add(known.obstacle(node, column.need())
                    .map(why -> "no [%d]".formatted(number(why, reasons)))
                    .orElse("yes")));
            table.add(row);
        }
        String notes = reasons.entrySet().stream()
                .map(reason -> "[%d] %s%n".formatted(reason.getValue(), reason.getKey()))
                .collect(Collectors.joining());
        return table + (notes.isEmpty() ? "" : "\n" + notes);
    }

    private static int number(String why, Map<String, Integer> reasons) {
        int next = reasons.size() + 1;
        return reasons.merge(why, next, (known, ignored) -> known);
    }

    private static String classTable(KnownNodes known) {
        TextTable table = new TextTable(List.of("RUNTIME CLASS", "HANDLER", "NODE SELECTOR"));
        for (RuntimeClass runtimeClass : known.runtimeClasses()) {
            table.add(List.of(runtimeClass.name(), runtimeClass.handler(), selector(runtimeClass)));
        }
        return known.runtimeClasses().isEmpty() ? "no runtime classes\n" : table.toString();
    }

    private static String selector(RuntimeClass runtimeClass) {
        return runtimeClass.nodeSelector().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .collect(Collectors.joining(","));
    }

    private ObjectNode json(KnownNodes known) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("nodes");
        known.all().forEach(node -> list.add(json(known, node)));
        ArrayNode classes = json.putArray("runtimeClasses");
        known.runtimeClasses()
                .forEach(runtimeClass -> classes.addObject()
                        .put("name", runtimeClass.name())
                        .put("handler", runtimeClass.handler())
                        .put("nodeSelector", selector(runtimeClass)));
        return json;
    }

    private ObjectNode json(KnownNodes known, Node node) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", node.name())
                .put("kubelet", node.kubelet())
                .put("kernel", node.kernel());
        ArrayNode list = json.putArray("isolations");
        for (NeedColumn column : columns) {
            Optional<String> obstacle = known.obstacle(node, column.need());
            list.addObject()
                    .put("profile", column.profile())
                    .put("isolation", column.isolation().kind())
                    .put("runtimeClassName", column.isolation().runtimeClassName())
                    .put("docker", column.docker())
                    .put("runs", obstacle.isEmpty())
                    .put("why", obstacle.orElse(null));
        }
        return json;
    }
}
