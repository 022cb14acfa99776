package dev.sudosafe.facts;

/// What is known of the nodes at one moment.
public sealed interface Nodes permits Nodes.Unknown, KnownNodes {

    /// Whether a pod finds a node.
    ///
    /// @param need what its isolation needs
    /// @param limits where it may go by its own fields
    NodeSupport support(NodeNeed need, PodLimits limits);

    /// Nothing.
    ///
    /// @param why such as `no cluster to look it up in`
    record Unknown(String why) implements Nodes {
        @Override
        public NodeSupport support(NodeNeed need, PodLimits limits) {
            return new NodeSupport.Unknown(why);
        }
    }
}
