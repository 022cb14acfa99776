/// The docker sidecar that a profile asks for. Injections write it and checks grant by it; the two never use each
/// other.
@NullMarked
package dev.sudosafe.sidecar;

import org.jspecify.annotations.NullMarked;
