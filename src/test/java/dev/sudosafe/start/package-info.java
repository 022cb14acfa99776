@NullMarked
package dev.sudosafe.start;

import org.jspecify.annotations.NullMarked;
