/// The heart: a pod and a profile in, a verdict out. No HTTP, no Kubernetes client, no Quarkus.
@NullMarked
package dev.sudosafe.engine;

import org.jspecify.annotations.NullMarked;
