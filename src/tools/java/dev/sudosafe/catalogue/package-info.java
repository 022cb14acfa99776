/// Writes the generated part of `docs`: a page for each check and injection, and the schema of the profile.
@NullMarked
package dev.sudosafe.catalogue;

import org.jspecify.annotations.NullMarked;
