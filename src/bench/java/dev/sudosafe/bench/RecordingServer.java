package dev.sudosafe.bench;

import dev.sudosafe.web.DevelopmentCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands between the API server and a webhook, and keeps each body on its way in.
final class RecordingServer implements AutoCloseable {

    private record Recorded(String path, byte[] body) {}

    private final Vertx vertx = Vertx.vertx();
    private final List<Recorded> recorded = new CopyOnWriteArrayList<>();
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false));
    private final int target;
    private final int port;

    private RecordingServer(int target, DevelopmentCertificate certificate) {
        this.target = target;
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(certificate.certificate().toString())
                        .setKeyPath(certificate.key().toString()));
        this.port = vertx.createHttpServer(options)
                .requestHandler(request -> request.body().onSuccess(body -> pass(request, body)))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    static RecordingServer before(RunningServer server, DevelopmentCertificate certificate) {
        return new RecordingServer(server.base().getPort(), certificate);
    }

    private void pass(HttpServerRequest request, Buffer body) {
        recorded.add(new Recorded(request.path(), body.getBytes()));
        client.request(HttpMethod.POST, target, "127.0.0.1", request.uri())
                .compose(onward ->
                        onward.putHeader("Content-Type", "application/json").send(body))
                .compose(answer -> answer.body())
                .onSuccess(answer -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(answer))
                .onFailure(failure -> request.response().setStatusCode(502).end());
    }

    String url() {
        return "https://127.0.0.1:" + port;
    }

    /// The bodies sent to paths that begin so, in their order.
    List<byte[]> bodies(String path) {
        return recorded.stream()
                .filter(one -> one.path().startsWith(path))
                .map(Recorded::body)
                .toList();
    }

    void forget() {
        recorded.clear();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
