package dev.sudosafe.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletionException;

/// An answer of JSON objects, one a line, that is written while it is made, by a thread that may wait. A client that
/// reads slowly slows down who writes.
final class Lines {

    private final HttpServerResponse response;
    private volatile boolean gone;

    Lines(HttpServerResponse response) {
        this.response = response.setChunked(true);
        response.closeHandler(closed -> gone = true);
        response.exceptionHandler(failed -> gone = true);
    }

    /// Whether nobody reads any more.
    boolean isGone() {
        return gone;
    }

    void write(JsonNode line) {
        if (gone) {
            return;
        }
        var written = response.write(line + "\n");
        if (response.writeQueueFull()) {
            try {
                written.toCompletionStage().toCompletableFuture().join();
            } catch (CompletionException e) {
                gone = true;
            }
        }
    }

    void end() {
        if (!gone) {
            var _ = response.end();
        }
    }
}
