/// The admission.k8s.io/v1 contract: bytes of a review in, bytes of its answer out.
@NullMarked
package dev.sudosafe.admission;

import org.jspecify.annotations.NullMarked;
