/// The heart: a pod and a profile in, a decision out. No HTTP, no Kubernetes client, no Quarkus.
@NullMarked
package dev.sudosafe.engine;

import org.jspecify.annotations.NullMarked;
