package dev.sudosafe.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// `GET /openapi.yaml`, which tells of all that this port answers, and `GET /profile.schema.json`, which it refers to.
/// For everybody, as both are published.
@ApplicationScoped
class OpenApiRoutes {

    private final SudosafeConfig config;

    OpenApiRoutes(SudosafeConfig config) {
        this.config = config;
    }

    void register(@Observes Router router) throws IOException {
        if (config.dryRun().enabled()) {
            serve(router, "/openapi.yaml", DryRunRoutes.YAML + "; charset=utf-8");
            serve(router, "/profile.schema.json", "application/schema+json");
        }
    }

    /// The build puts the files of `docs` there.
    private static void serve(Router router, String path, String type) throws IOException {
        try (InputStream file = Objects.requireNonNull(OpenApiRoutes.class.getResourceAsStream(path))) {
            Buffer text = Buffer.buffer(file.readAllBytes());
            router.get(path)
                    .handler(context ->
                            context.response().putHeader("Content-Type", type).end(text));
        }
        router.route(path).handler(Problem.otherThan(HttpMethod.GET));
    }
}
