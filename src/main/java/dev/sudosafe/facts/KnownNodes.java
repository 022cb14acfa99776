package dev.sudosafe.facts;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The nodes and runtime classes of one moment. What has been asked once is remembered, so that of thousands of pods
/// one
/// looks at every node.
public final class KnownNodes implements Nodes {

    /// Answers that are remembered. The needs come from profiles, but a pod's limits from its author, who shall not
    /// fill the memory.
    private static final int REMEMBERED = 500;

    /// Names that a pod's affinity can hold and people can still read.
    private static final int FENCED = 50;

    private static final Comparator<Node> BY_NAME = Comparator.comparing(Node::name);

    private final List<Node> nodes;
    private final Map<String, RuntimeClass> classes;
    private final Map<Question, NodeSupport> answers = new ConcurrentHashMap<>();

    private record Question(NodeNeed need, PodLimits limits) {}

    public KnownNodes(Collection<Node> nodes, Collection<RuntimeClass> classes) {
        this.nodes = List.copyOf(nodes);
        this.classes = classes.stream().collect(Collectors.toMap(RuntimeClass::name, Function.identity()));
    }

    /// In the order of their names.
    public List<Node> all() {
        return nodes.stream().sorted(BY_NAME).toList();
    }

    /// In the order of their names.
    public List<RuntimeClass> runtimeClasses() {
        return List.copyOf(new TreeMap<>(classes).values());
    }

    /// Why the node cannot run a pod without limits of its own; empty if it can.
    public Optional<String> obstacle(Node node, NodeNeed need) {
        return isWithoutClass(need)
                ? Optional.of(missingClass(need))
                : new Candidacy(need, PodLimits.NONE, classOf(need)).obstacle(node);
    }

    @Override
    public NodeSupport support(NodeNeed need, PodLimits limits) {
        Question question = new Question(need, limits);
        NodeSupport known = answers.get(question);
        if (known != null) {
            return known;
        }
        NodeSupport found = find(question);
        if (limits.equals(PodLimits.NONE) || answers.size() < REMEMBERED) {
            answers.put(question, found);
        }
        return found;
    }

    /// A cluster without nodes can run nothing, but it has just been made, or gets its nodes when pods wait for them.
    private NodeSupport find(Question question) {
        NodeNeed need = question.need();
        if (nodes.isEmpty()) {
            return new NodeSupport.Unknown("the cluster has no nodes");
        }
        if (isWithoutClass(need)) {
            return new NodeSupport.Nowhere(List.of(new Obstacle(missingClass(need), List.of())));
        }
        Candidacy candidacy = new Candidacy(need, question.limits(), classOf(need));
        return nodes.stream().anyMatch(candidacy::isGivenTo)
                ? new NodeSupport.Somewhere(fence(candidacy))
                : new NodeSupport.Nowhere(obstacles(candidacy));
    }

    private boolean isWithoutClass(NodeNeed need) {
        return need.runtimeClass() != null && !classes.containsKey(need.runtimeClass());
    }

    private static String missingClass(NodeNeed need) {
        return "there is no RuntimeClass \"%s\"".formatted(need.runtimeClass());
    }

    private @Nullable RuntimeClass classOf(NodeNeed need) {
        return need.runtimeClass() == null ? null : classes.get(need.runtimeClass());
    }

    private Fence fence(Candidacy candidacy) {
        List<Node> traps =
                nodes.stream().filter(candidacy::isTrap).sorted(BY_NAME).toList();
        if (traps.isEmpty()) {
            return new Fence.None();
        }
        if (isToldByLabel(candidacy)) {
            return new Fence.Label(Node.USER_NAMESPACES, "true");
        }
        List<String> hosts = traps.stream()
                .map(node -> node.labels().get(Node.HOST_NAME))
                .filter(Objects::nonNull)
                .toList();
        return hosts.size() == traps.size() && hosts.size() <= FENCED
                ? new Fence.NotHosts(hosts)
                : new Fence.TooLong(traps.size());
    }

    /// The label speaks of the default handler, and is believed as long as it is right about every node.
    private boolean isToldByLabel(Candidacy candidacy) {
        return candidacy.need().userNamespaces()
                && candidacy.need().runtimeClass() == null
                && nodes.stream()
                        .allMatch(node -> node.isLabelled() ? node.hasUserNamespaces() : !candidacy.isGivenTo(node));
    }

    private List<Obstacle> obstacles(Candidacy candidacy) {
        return nodes.stream()
                .collect(groupingBy(
                        node -> candidacy.obstacle(node).orElse(""), TreeMap::new, mapping(Node::name, toList())))
                .entrySet()
                .stream()
                .map(group -> new Obstacle(
                        group.getKey(), group.getValue().stream().sorted().toList()))
                .sorted(Comparator.comparingInt(obstacle -> -obstacle.nodes().size()))
                .toList();
    }
}
