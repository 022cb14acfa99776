package dev.sudosafe.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/// `GET /`: the page of the dry run. It needs no token, as it says nothing; what it asks in the browser needs one.
@ApplicationScoped
class PageRoutes {

    /// Nothing from elsewhere, nothing in between, and styles of its own or by nonce, as the editors make theirs at run
    /// time.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-%s';"
            + " img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Pattern GZIP =
            Pattern.compile("(?i)(^|[,\\s])gzip\\s*(;\\s*q=(1|0\\.\\d*[1-9])[\\d.]*\\s*)?(,|$)");

    private static final int NONCE_BYTES = 16;

    private final SudosafeConfig config;
    private final SecureRandom random = new SecureRandom();

    /// Read when somebody first asks, as most processes are never asked.
    private static final class Bundled {
        private static final PageFiles FILES = PageFiles.read();
    }

    PageRoutes(SudosafeConfig config) {
        this.config = config;
    }

    void register(@Observes Router router) {
        if (config.dryRun().enabled()) {
            router.get("/").blockingHandler(this::page, false).failureHandler(Problem::answerFailure);
            router.get("/assets/*").blockingHandler(this::asset, false).failureHandler(Problem::answerFailure);
        }
    }

    private void page(RoutingContext context) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        byte[] html = Bundled.FILES.html(nonce).getBytes(StandardCharsets.UTF_8);
        context.response()
                .putHeader("Content-Security-Policy", POLICY.formatted(nonce))
                .putHeader("Cache-Control", "no-store");
        send(context, new PageFiles.Asset("text/html; charset=utf-8", Buffer.buffer(html), PageFiles.compressed(html)));
    }

    private void asset(RoutingContext context) {
        Bundled.FILES
                .asset(context.request().path())
                .ifPresentOrElse(
                        asset -> {
                            context.response().putHeader("Cache-Control", "public, max-age=31536000, immutable");
                            send(context, asset);
                        },
                        () -> Problem.NOT_FOUND.answer(context));
    }

    private static void send(RoutingContext context, PageFiles.Asset asset) {
        HttpServerResponse response = context.response()
                .putHeader("Content-Type", asset.type())
                .putHeader("Vary", "Accept-Encoding")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        String accepted = context.request().getHeader("Accept-Encoding");
        if (accepted != null && GZIP.matcher(accepted).find()) {
            var _ = response.putHeader("Content-Encoding", "gzip").end(asset.gzip());
        } else {
            var _ = response.end(asset.plain());
        }
    }
}
