/// What `make bench` has measured, and the page and plots that are made of it.
@NullMarked
package dev.sudosafe.performance;

import org.jspecify.annotations.NullMarked;
