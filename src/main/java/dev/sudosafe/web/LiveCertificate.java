package dev.sudosafe.web;

import dev.sudosafe.web.ServingCertificate.BrokenException;
import dev.sudosafe.web.ServingCertificate.Pem;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The certificate that is served now, read anew when its files change. The server is never told: it asks
/// [CurrentKeys] at each handshake. (Quarkus' own reload-period makes Vert.x build the server's TLS anew and drops
/// connections meanwhile, see docs/upstream/vertx-tls-reload.md.)
final class LiveCertificate {

    private static final Logger LOG = Logger.getLogger(LiveCertificate.class);

    private final Path certificate;
    private final Path key;
    private final Vertx vertx;
    private Pem seen;
    private volatile State state;

    /// What is served at one moment.
    ///
    /// @param problem of the files as they are now; empty if they are what is served
    /// @param taken how often files changed and were taken over
    /// @param refused how often files changed and were not
    record State(ServingCertificate served, Optional<String> problem, long taken, long refused) {

        State take(ServingCertificate next) {
            return new State(next, Optional.empty(), taken + 1, refused);
        }

        State refuse(String problem) {
            return new State(served, Optional.of(problem), taken, refused + 1);
        }
    }

    /// @throws IOException if a file cannot be read, or holds no certificate or key
    LiveCertificate(Path certificate, Path key, Vertx vertx) throws IOException {
        this.certificate = certificate;
        this.key = key;
        this.vertx = vertx;
        this.seen = read().orElseThrow(() -> new IOException(certificate + " changes while it is read"));
        try {
            this.state = new State(ServingCertificate.of(seen, vertx), Optional.empty(), 0, 0);
        } catch (BrokenException e) {
            throw new IOException(describe(e.getMessage()), e);
        }
    }

    State state() {
        return state;
    }

    /// Looks whether the files have changed. What is broken leaves the last good certificate in force. Not for
    /// concurrent calls.
    void poll() {
        try {
            read().filter(next -> !next.equals(seen)).ifPresent(this::take);
        } catch (IOException e) {
            refuse("cannot be read: " + e);
        } catch (RuntimeException e) {
            // The executor that calls this would never call again.
            LOG.error("a bug in sudosafe: the certificate served stays, whatever the files say now", e);
        }
    }

    private void take(Pem next) {
        seen = next;
        try {
            state = state.take(ServingCertificate.of(next, vertx));
            LOG.infof(
                    "serving a new certificate, valid until %s", state.served().expiry());
            warnIfExpired();
        } catch (BrokenException e) {
            refuse(e.getMessage());
        }
    }

    private void warnIfExpired() {
        if (state.served().expiry().isBefore(Instant.now())) {
            LOG.warn("the certificate served has expired, so API servers refuse it");
        }
    }

    /// Counted and told once, however often the same is seen.
    private void refuse(String problem) {
        String described = describe(problem);
        if (!state.problem().equals(Optional.of(described))) {
            state = state.refuse(described);
            LOG.errorf("certificate refused, the last one stays in force: %s", described);
        }
    }

    private String describe(String problem) {
        return "%s, %s: %s".formatted(certificate, key, problem);
    }

    /// Both files of one generation; empty while they are being changed.
    private Optional<Pem> read() throws IOException {
        Pem first = new Pem(text(certificate), text(key));
        return first.certificate().equals(text(certificate)) ? Optional.of(first) : Optional.empty();
    }

    /// Whatever bytes there are: what is no PEM is told as such.
    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
