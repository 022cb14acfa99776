/// The steps of the mutating door: one record a file, listed in {@link dev.sudosafe.injection.Injections}.
@NullMarked
package dev.sudosafe.injection;

import org.jspecify.annotations.NullMarked;
