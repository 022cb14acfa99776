package dev.sudosafe.web;

import dev.sudosafe.admission.Reply;
import dev.sudosafe.admission.Reviewed;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.pod.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/// One line for each review that is judged, with its facts as fields: in JSON each is a member of the line's object.
/// Lines are gathered for a moment, as to wake the thread that writes them costs more than to make one.
final class ReviewLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("sudosafe.review");

    /// A field's texts are a caller's; no line shall be longer than collectors take.
    private static final int MAX_FIELD = 4096;

    /// As many as the console's own queue has. Those that come while it is full are dropped, as a reader that stops
    /// reading must not stop the doors.
    private static final int MOST = 4096;

    /// In milliseconds.
    private static final int GATHERING = 20;

    private static final Duration LAST = Duration.ofSeconds(1);

    private final BlockingQueue<ExtLogRecord> lines = new ArrayBlockingQueue<>(MOST);
    private final Thread writer =
            Thread.ofPlatform().daemon().name("review-log").unstarted(this::write);

    void start() {
        writer.start();
    }

    void add(Reviewed reviewed) {
        if (LOG.isLoggable(Level.INFO)) {
            var _ = lines.offer(line(reviewed));
        }
    }

    /// Makes the line, and no more.
    static void rehearse(Reviewed reviewed) {
        var _ = line(reviewed);
    }

    private void write() {
        try {
            while (true) {
                ExtLogRecord first = lines.take();
                Thread.sleep(GATHERING);
                LOG.logRaw(first);
                flush();
            }
        } catch (InterruptedException e) {
            flush();
        }
    }

    private void flush() {
        List<ExtLogRecord> gathered = new ArrayList<>();
        lines.drainTo(gathered);
        gathered.forEach(LOG::logRaw);
    }

    /// Writes what is gathered, and ends.
    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join(LAST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ExtLogRecord line(Reviewed reviewed) {
        String outcome = reviewed.outcome();
        ExtLogRecord line = new ExtLogRecord(
                Level.INFO,
                outcome + " " + reviewed.kind() + " " + reviewed.namespace() + "/" + printable(reviewed.name()),
                ReviewLog.class.getName());
        line.setLoggerName(LOG.getName());
        // Fields of the review overwrite annotations of the same names.
        reviewed.annotations().forEach((name, text) -> put(line, name, text));
        if (reviewed.reply() instanceof Reply.Judged(Decision.Malformed malformed)) {
            put(line, "deny", malformed.message());
        }
        put(line, "uid", reviewed.uid());
        put(line, "door", reviewed.door().name().toLowerCase(Locale.ROOT));
        put(line, "profile", reviewed.profile());
        put(line, "operation", reviewed.operation());
        put(line, "kind", reviewed.kind());
        put(line, "namespace", reviewed.namespace());
        put(line, "name", reviewed.name());
        put(line, "owner", reviewed.owner().orElse(""));
        put(line, "user", reviewed.user());
        put(line, "verdict", outcome);
        return line;
    }

    private static void put(ExtLogRecord line, String field, String text) {
        if (!text.isEmpty()) {
            line.putMdc(field, printable(text));
        }
    }

    private static String printable(String text) {
        String cut = text.length() <= MAX_FIELD ? text : text.substring(0, MAX_FIELD) + "…";
        return Printable.of(cut);
    }
}
