package dev.sudosafe.web;

import java.util.ArrayDeque;
import java.util.Deque;

/// Lets large bodies in one at a time: a legal review can be 12 MB, and its tree several times that, so that a few at
/// once would fill the heap. The others wait with their bytes unread.
final class LargeBodies {

    /// From this size on a body is large, in bytes.
    static final long THRESHOLD = 1024 * 1024;

    private final Deque<Turn> waiting = new ArrayDeque<>();
    private boolean busy;

    /// One request's place in the queue.
    final class Turn {

        private final Runnable start;
        private boolean over;

        private Turn(Runnable start) {
            this.start = start;
        }

        /// Ends the turn, or the waiting for it. Further calls do nothing.
        void end() {
            finish(this);
        }
    }

    /// Queues up. The start runs at once if nobody is before, else on the thread that ends the turn before.
    Turn enter(Runnable start) {
        Turn turn = new Turn(start);
        boolean first;
        synchronized (this) {
            first = !busy;
            busy = true;
            if (!first) {
                waiting.add(turn);
            }
        }
        if (first) {
            start.run();
        }
        return turn;
    }

    private void finish(Turn turn) {
        Turn next;
        synchronized (this) {
            if (turn.over || waiting.remove(turn)) {
                turn.over = true;
                return;
            }
            turn.over = true;
            next = waiting.poll();
            busy = next != null;
        }
        if (next != null) {
            next.start.run();
        }
    }
}
