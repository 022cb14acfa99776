/// The HTTP doors, certificates, health, and the wiring of it all.
@NullMarked
package dev.sudosafe.web;

import org.jspecify.annotations.NullMarked;
