/// The command line, started without Quarkus.
@NullMarked
package dev.sudosafe.cli;

import org.jspecify.annotations.NullMarked;
