package dev.sudosafe.web;

import io.quarkus.runtime.Quarkus;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/// Starts the process. The certificate must be settled before Quarkus reads its TLS configuration.
public class Server {

    private static final String PROFILES = "sudosafe.profiles";
    private static final String CERTIFICATE = "sudosafe.tls.certificate";
    private static final String KEY = "sudosafe.tls.key";

    public static void main(String... arguments) throws IOException {
        Config config = ConfigProvider.getConfig();
        config.getOptionalValue(PROFILES, Path.class).ifPresent(Server::requireFolder);
        boolean certificate = config.getOptionalValue(CERTIFICATE, String.class).isPresent();
        boolean key = config.getOptionalValue(KEY, String.class).isPresent();
        if (certificate != key) {
            end("%s without %s: set both, or none for a development certificate"
                    .formatted(certificate ? CERTIFICATE : KEY, certificate ? KEY : CERTIFICATE));
        }
        requireJudgeOfTokens(config);
        if (!certificate) {
            System.err.printf(
                    "sudosafe: WARNING: no certificate given, serving a development one (%s);"
                            + " set SUDOSAFE_TLS_CERTIFICATE and SUDOSAFE_TLS_KEY%n",
                    useDevelopmentCertificate());
        }
        Quarkus.run(arguments);
    }

    private static void requireFolder(Path profiles) {
        if (!Files.isDirectory(profiles) || !Files.isReadable(profiles)) {
            end(
                    "%s: %s is no folder that can be read: name the one with the profiles, or leave it out for the built-in one"
                            .formatted(PROFILES, profiles));
        }
    }

    private static void requireJudgeOfTokens(Config config) {
        boolean asked = config.getOptionalValue("sudosafe.dry-run.enabled", Boolean.class)
                .orElse(false);
        boolean cluster = config.getOptionalValue("sudosafe.cluster.enabled", Boolean.class)
                .orElse(false);
        if (asked
                && !cluster
                && config.getOptionalValue("sudosafe.dry-run.token", String.class)
                        .isEmpty()) {
            end(
                    "sudosafe.dry-run.enabled without sudosafe.cluster.enabled: set both, as the cluster knows who may ask");
        }
    }

    private static void end(String problem) {
        System.err.println("sudosafe: " + problem);
        System.exit(2);
    }

    /// Makes one, which goes with the process.
    static Path useDevelopmentCertificate() throws IOException {
        Path folder = Files.createTempDirectory("sudosafe-tls");
        DevelopmentCertificate made = DevelopmentCertificate.create(folder);
        // In reverse order, so the folder is empty when its turn comes.
        Stream.of(folder, made.certificate(), made.key()).map(Path::toFile).forEach(File::deleteOnExit);
        System.setProperty(CERTIFICATE, made.certificate().toString());
        System.setProperty(KEY, made.key().toString());
        return made.certificate();
    }
}
