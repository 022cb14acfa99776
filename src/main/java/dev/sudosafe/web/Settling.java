package dev.sudosafe.web;

import java.util.Arrays;

/// Tells by how long calls take when more of them make them no faster.
final class Settling {

    private static final int WINDOW = 100;

    /// So many windows in a row without a gain.
    private static final int CALM = 4;

    /// Less than a tenth is no gain.
    private static final double GAIN = 0.9;

    private final long[] window = new long[WINDOW];
    private int filled;
    private long best = Long.MAX_VALUE;
    private int calm;

    synchronized void add(long nanos) {
        window[filled++] = nanos;
        if (filled == WINDOW) {
            filled = 0;
            Arrays.sort(window);
            look(window[WINDOW / 2]);
        }
    }

    synchronized boolean isSettled() {
        return calm >= CALM;
    }

    private void look(long median) {
        calm = median < GAIN * best ? 0 : calm + 1;
        best = Math.min(best, median);
    }
}
