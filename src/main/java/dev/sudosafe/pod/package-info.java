/// A pod as the JSON tree it came in, seen through cursors that know where they stand. Nothing here knows a policy.
@NullMarked
package dev.sudosafe.pod;

import org.jspecify.annotations.NullMarked;
