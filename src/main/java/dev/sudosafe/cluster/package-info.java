/// What the cluster has, kept current by informers and answered from memory. The only package that knows a Kubernetes
/// client, and it sees objects without their types: a volume source that no client has heard of still has its name.
@NullMarked
package dev.sudosafe.cluster;

import org.jspecify.annotations.NullMarked;
