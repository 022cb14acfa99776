package dev.sudosafe.facts;

import java.util.List;

/// Whether a pod finds a node that can run it.
public sealed interface NodeSupport {

    /// At least one node can.
    ///
    /// @param fence what keeps the scheduler from the nodes that cannot
    record Somewhere(Fence fence) implements NodeSupport {}

    /// No node can.
    ///
    /// @param obstacles those of most nodes first
    record Nowhere(List<Obstacle> obstacles) implements NodeSupport {
        public Nowhere {
            obstacles = List.copyOf(obstacles);
        }
    }

    /// Nothing is known of the nodes.
    ///
    /// @param why such as `no cluster to look it up in`
    record Unknown(String why) implements NodeSupport {}
}
