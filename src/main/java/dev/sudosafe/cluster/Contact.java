package dev.sudosafe.cluster;

import java.time.Duration;
import java.time.InstantSource;

/// When the API server was last heard of.
final class Contact {

    /// A watch that ends by itself, or with the API server's restart, is back in much less. One that is refused from
    /// some day on is tried again for good, and nothing else tells us.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final InstantSource clock;
    private volatile long heard;

    Contact(InstantSource clock) {
        this.clock = clock;
        this.heard = clock.millis();
    }

    void heard() {
        heard = clock.millis();
    }

    /// Whether it is so long ago that what was known then is no longer to be told.
    boolean isLost() {
        return clock.millis() - heard > PATIENCE.toMillis();
    }
}
