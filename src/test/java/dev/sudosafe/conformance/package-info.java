/// How sudosafe compares with what others refuse: Kubernetes' own fixtures and API server, and other policies.
@NullMarked
package dev.sudosafe.conformance;

import org.jspecify.annotations.NullMarked;
