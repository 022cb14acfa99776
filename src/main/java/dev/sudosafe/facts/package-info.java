/// What the cluster has, as one value that a check can ask without waiting. Nothing here knows a Kubernetes client.
@NullMarked
package dev.sudosafe.facts;

import org.jspecify.annotations.NullMarked;
