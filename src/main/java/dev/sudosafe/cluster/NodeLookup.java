package dev.sudosafe.cluster;

import dev.sudosafe.facts.KnownNodes;
import dev.sudosafe.facts.Node;
import dev.sudosafe.facts.Nodes;
import dev.sudosafe.facts.RuntimeClass;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The nodes and runtime classes of this moment, made anew only when one of them has changed.
final class NodeLookup {

    private final Known<Node> nodes;
    private final Known<RuntimeClass> classes;
    private volatile @Nullable Snapshot latest;

    private record Snapshot(long nodesVersion, long classesVersion, KnownNodes nodes) {}

    NodeLookup(Known<Node> nodes, Known<RuntimeClass> classes) {
        this.nodes = nodes;
        this.classes = classes;
    }

    Nodes now() {
        return gap().<Nodes>map(Nodes.Unknown::new).orElseGet(this::known);
    }

    private Optional<String> gap() {
        return nodes.gap().or(classes::gap);
    }

    /// Two threads may make the same at once; neither waits. The versions are read first, so that a change meanwhile
    /// is found by the next one.
    private KnownNodes known() {
        long nodesVersion = nodes.version();
        long classesVersion = classes.version();
        Snapshot snapshot = latest;
        if (snapshot == null
                || snapshot.nodesVersion() != nodesVersion
                || snapshot.classesVersion() != classesVersion) {
            snapshot = new Snapshot(
                    nodesVersion,
                    classesVersion,
                    new KnownNodes(nodes.all().toList(), classes.all().toList()));
            latest = snapshot;
        }
        return snapshot.nodes();
    }
}
