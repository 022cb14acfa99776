/// `make bench`: sudosafe beside the webhook of Kubernetes' own developers and beside floors. A class for each part;
/// what they measure goes to `docs/performance`, in the records of {@link dev.sudosafe.performance}.
@NullMarked
package dev.sudosafe.bench;

import org.jspecify.annotations.NullMarked;
