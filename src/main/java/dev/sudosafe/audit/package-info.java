/// What is in the cluster, judged: by today's profiles, and by others as if they were installed.
@NullMarked
package dev.sudosafe.audit;

import org.jspecify.annotations.NullMarked;
