/// `make minors`: what became of the tests with an API server on each minor of Kubernetes.
@NullMarked
package dev.sudosafe.minors;

import org.jspecify.annotations.NullMarked;
