package dev.sudosafe.facts;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an isolation needs of a node. A profile has a few of them.
///
/// @param runtimeClass null for the node's default handler
/// @param userNamespaces whether the handler must have them
/// @param resources extended resources, all of which the node must have
public record NodeNeed(@Nullable String runtimeClass, boolean userNamespaces, Set<String> resources) {
    public NodeNeed {
        resources = Set.copyOf(resources);
    }
}
