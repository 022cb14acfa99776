/// The rules of the validating door: one record a file, listed in {@link dev.sudosafe.check.Checks}.
@NullMarked
package dev.sudosafe.check;

import org.jspecify.annotations.NullMarked;
