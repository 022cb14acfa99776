/// What an injection wants changed, and the JSON Patch (RFC 6902) that does it.
@NullMarked
package dev.sudosafe.patch;

import org.jspecify.annotations.NullMarked;
