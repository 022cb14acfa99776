/// What the chart ships besides its templates: metadata, seccomp profile, alerts.
@NullMarked
package dev.sudosafe.chart;

import org.jspecify.annotations.NullMarked;
