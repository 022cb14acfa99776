/// YAML and JSON documents as trees that remember the line and column of each field.
@NullMarked
package dev.sudosafe.manifest;

import org.jspecify.annotations.NullMarked;
