/// What is injected, on a real kubelet: `make e2e`.
@NullMarked
package dev.sudosafe.node;

import org.jspecify.annotations.NullMarked;
