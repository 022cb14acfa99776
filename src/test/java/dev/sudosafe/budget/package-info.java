/// The cost of a review in figures that are the same on every machine.
@NullMarked
package dev.sudosafe.budget;

import org.jspecify.annotations.NullMarked;
