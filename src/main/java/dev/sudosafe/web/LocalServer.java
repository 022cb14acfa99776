package dev.sudosafe.web;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The server on a laptop, for the page of the dry run alone. Plain HTTP: it never leaves the machine, and a browser
/// would warn of a certificate that nobody signed before it showed anything.
public final class LocalServer {

    private static volatile Runnable whenReady = () -> {};

    private LocalServer() {}

    /// Serves until the process is told to end.
    ///
    /// @param profiles the folder of profiles; without: the built-in one
    /// @param token the only one that may ask
    /// @param ready is run once it answers
    public static void run(Optional<Path> profiles, int port, String token, Runnable ready) throws IOException {
        Map.of(
                        "quarkus.http.insecure-requests", "enabled",
                        "quarkus.http.host", "127.0.0.1",
                        "quarkus.http.port", String.valueOf(port),
                        // The doors want a port, though nobody calls them here.
                        "quarkus.http.ssl-port", "0",
                        "quarkus.management.host", "127.0.0.1",
                        "quarkus.management.port", "0",
                        "quarkus.log.level", "WARN",
                        "sudosafe.cluster.enabled", "false",
                        "sudosafe.dry-run.enabled", "true",
                        "sudosafe.dry-run.token", token)
                .forEach(System::setProperty);
        profiles.ifPresent(folder -> System.setProperty("sudosafe.profiles", folder.toString()));
        System.setProperty("sudosafe.warm-up", "0s");
        Server.useDevelopmentCertificate();
        whenReady = ready;
        Quarkus.run(Ready.class);
    }

    /// What Quarkus runs once it has started.
    public static class Ready implements QuarkusApplication {
        @Override
        public int run(String... arguments) {
            whenReady.run();
            Quarkus.waitForExit();
            return 0;
        }
    }
}
