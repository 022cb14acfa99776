package dev.sudosafe.web;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/// The time between SIGTERM and the end (quarkus.shutdown.delay). Reviews are answered as ever, each with
/// `Connection: close`, so that API servers leave their kept connections for another replica. Were they cut at the end,
/// an API server that is just sending would count it as a failed call: it tries no review a second time.
@ApplicationScoped
class Draining {

    private static final Logger LOG = Logger.getLogger(Draining.class);

    private volatile boolean draining;

    void begin(@Observes ShutdownDelayInitiatedEvent shutdown) {
        draining = true;
        LOG.info("serving on while API servers turn to other replicas");
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            // HTTP/2 knows no such header; API servers do not speak it to webhooks (apiserver, util/webhook/client.go).
            if (draining && context.request().version() == HttpVersion.HTTP_1_1) {
                context.response().putHeader("Connection", "close");
            }
            context.next();
        });
    }
}
