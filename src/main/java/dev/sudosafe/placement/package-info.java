/// What a pod needs of its node, and which nodes have it.
@NullMarked
package dev.sudosafe.placement;

import org.jspecify.annotations.NullMarked;
