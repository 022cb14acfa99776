/// Where the packaged application starts: as the server, or as the command line.
@NullMarked
package dev.sudosafe.start;

import org.jspecify.annotations.NullMarked;
