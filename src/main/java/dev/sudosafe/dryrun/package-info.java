/// Documents in, judgements out: what the cluster would say of manifests, without creating anything. Command line and
/// endpoint call the same.
@NullMarked
package dev.sudosafe.dryrun;

import org.jspecify.annotations.NullMarked;
