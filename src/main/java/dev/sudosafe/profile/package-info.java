/// The workspace profile: what an administrator decides, as records that validate themselves, and the files it is read
/// from.
@NullMarked
package dev.sudosafe.profile;

import org.jspecify.annotations.NullMarked;
