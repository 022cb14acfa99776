/// The page of the dry run in a real browser.
@NullMarked
package dev.sudosafe.page;

import org.jspecify.annotations.NullMarked;
