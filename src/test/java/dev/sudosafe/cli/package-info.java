@NullMarked
package dev.sudosafe.cli;

import org.jspecify.annotations.NullMarked;
