package dev.sudosafe.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/// Calls the doors of this process over TLS, as an API server does.
///
/// @param port the HTTPS port
record OwnCall(HttpClient client, int port) {

    /// Its value is known to this process alone.
    private static final String MARK = "Sudosafe-Own";

    /// What is posted where.
    record Review(String path, Buffer body) {}

    /// @param connections so many at most
    /// @param kept whether a connection is used again
    static OwnCall over(Vertx vertx, int port, int connections, boolean kept) {
        // To our own port on loopback, whose certificate is for the Service's name.
        return new OwnCall(
                vertx.createHttpClient(new HttpClientOptions()
                        .setSsl(true)
                        .setSslEngineOptions(TlsEngine.fastest())
                        .setTrustAll(true)
                        .setVerifyHost(false)
                        .setMaxPoolSize(connections)
                        .setKeepAlive(kept)),
                port);
    }

    /// @return the HTTP status, once the whole answer has come
    Future<Integer> post(Review review) {
        return client.request(HttpMethod.POST, port, "localhost", review.path())
                .compose(request -> request.putHeader("Content-Type", "application/json")
                        .putHeader(MARK, CannedReview.UID)
                        .send(review.body()))
                .compose(response -> response.end().map(response.statusCode()));
    }

    /// Whether this is one of ours.
    static boolean made(HttpServerRequest request) {
        return CannedReview.UID.equals(request.getHeader(MARK));
    }

    void close() {
        client.close();
    }
}
