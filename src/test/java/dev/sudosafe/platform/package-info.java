/// Workspaces as platforms create them.
@NullMarked
package dev.sudosafe.platform;

import org.jspecify.annotations.NullMarked;
