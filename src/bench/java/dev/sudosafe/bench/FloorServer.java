package dev.sudosafe.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// What sudosafe's HTTP costs without sudosafe: Vert.x with the options that Quarkus gives it by our configuration, which
/// reads a review and answers with a file, constant but for the review's uid. Three paths: `/mutate` and `/validate`
/// go through router and body handler, `/tls` through neither.
public final class FloorServer extends AbstractVerticle {

    private static final long MAX_BODY = 32L * 1024 * 1024;
    private static final int IDLE_MINUTES = 3;
    private static final byte[] MARK = "\"sudosafe.dev/isolation\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UID = "\"uid\":\"".getBytes(StandardCharsets.US_ASCII);

    private final HttpServerOptions options;
    private final Answers answers;

    private FloorServer(HttpServerOptions options, Answers answers) {
        this.options = options;
        this.answers = answers;
    }

    /// @param again the mutating door's to a pod that it has mutated before, as API servers ask it twice
    private record Answers(Answer mutating, Answer again, Answer validating) {

        Buffer mutate(byte[] review) {
            return (has(review, MARK) ? again : mutating).to(review);
        }
    }

    private static boolean has(byte[] text, byte[] part) {
        return find(text, part) >= 0;
    }

    private static int find(byte[] text, byte[] part) {
        for (int at = 0; at <= text.length - part.length; at++) {
            if (text[at] == part[0] && Arrays.equals(text, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }

    /// What is before and after the uid.
    private record Answer(byte[] before, byte[] after) {

        static Answer of(Path file) throws Exception {
            byte[] text = Files.readAllBytes(file);
            int start = uid(text);
            int end = end(text, start);
            return new Answer(slice(text, 0, start), slice(text, end, text.length));
        }

        Buffer to(byte[] review) {
            int start = uid(review);
            int end = end(review, start);
            return Buffer.buffer(before.length + end - start + after.length)
                    .appendBytes(before)
                    .appendBytes(review, start, end - start)
                    .appendBytes(after);
        }

        private static byte[] slice(byte[] text, int from, int to) {
            return Arrays.copyOfRange(text, from, to);
        }

        /// Where the first uid begins, which is the review's, within the first hundred bytes.
        private static int uid(byte[] text) {
            int at = find(text, UID);
            if (at >= 0) {
                return at + UID.length;
            }
            throw new IllegalArgumentException("no uid");
        }

        private static int end(byte[] text, int from) {
            int at = from;
            while (text[at] != '"') {
                at++;
            }
            return at;
        }
    }

    /// Arguments: port, certificate, key, the answers of the mutating door at first and again, that of the validating
    /// one, and how many event loops.
    public static void main(String... arguments) throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(Integer.parseInt(arguments[0]))
                .setSsl(true)
                .setSslEngineOptions(new OpenSSLEngineOptions().setSessionCacheEnabled(false))
                .setUseAlpn(true)
                .setTcpKeepAlive(true)
                .setIdleTimeout(IDLE_MINUTES)
                .setIdleTimeoutUnit(TimeUnit.MINUTES)
                .setKeyCertOptions(
                        new PemKeyCertOptions().setCertPath(arguments[1]).setKeyPath(arguments[2]));
        Answers answers = new Answers(
                Answer.of(Path.of(arguments[3])), Answer.of(Path.of(arguments[4])), Answer.of(Path.of(arguments[5])));
        Vertx.vertx()
                .deployVerticle(
                        () -> new FloorServer(options, answers),
                        new DeploymentOptions().setInstances(Integer.parseInt(arguments[6])))
                .onFailure(failure -> {
                    System.err.println(failure);
                    System.exit(1);
                });
    }

    @Override
    public void start(Promise<Void> started) {
        Router router = Router.router(vertx);
        route(router, "/mutate/:profile", answers::mutate);
        route(router, "/validate/:profile", answers.validating()::to);
        vertx.createHttpServer(options)
                .requestHandler(request -> {
                    if (request.path().startsWith("/tls")) {
                        bare(request);
                    } else {
                        router.handle(request);
                    }
                })
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private static void route(Router router, String path, Function<byte[], Buffer> answer) {
        router.post(path).handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        router.post(path)
                .handler(context -> send(
                        context.response(),
                        answer.apply(context.body().buffer().getBytes())));
    }

    /// Only what is needed to answer when all of the body is there.
    private void bare(HttpServerRequest request) {
        request.endHandler(ended -> send(request.response(), Buffer.buffer("{}")));
    }

    private static void send(HttpServerResponse response, Buffer answer) {
        response.putHeader("Content-Type", "application/json").end(answer);
    }
}
