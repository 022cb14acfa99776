/// The bill of materials: `make sbom` and `make licences`.
@NullMarked
package dev.sudosafe.sbom;

import org.jspecify.annotations.NullMarked;
