package dev.sudosafe.web;

import static dev.sudosafe.cluster.SudosafeProcess.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sudosafe.cluster.SudosafeProcess;
import dev.sudosafe.fixture.Authority;
import dev.sudosafe.load.DoorCaller;
import dev.sudosafe.load.DoorCaller.Reuse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Only API servers with a client certificate may call the doors, where an authority for them is set.
class ClientCertificateIT {

    private static final Authority SERVING = new Authority("serving");
    private static final Authority CLIENTS = new Authority("clients");
    private static final Authority LATER_CLIENTS = new Authority("later clients");

    private static MountedFolder mounted;
    private static SudosafeProcess process;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        mounted = new MountedFolder(folder);
        mounted.swap(files(CLIENTS.certificate()));
        process = SudosafeProcess.start(Map.of(
                "SUDOSAFE_TLS_CERTIFICATE", folder.resolve("tls.crt").toString(),
                "SUDOSAFE_TLS_KEY", folder.resolve("tls.key").toString(),
                "SUDOSAFE_TLS_CLIENT_CA", folder.resolve("ca.crt").toString(),
                "SUDOSAFE_TLS_CLIENT_NAMES", "kube-apiserver,other"));
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void an_api_server_with_its_certificate_is_answered() throws IOException {
        call(SERVING.trustingTls(CLIENTS.client("kube-apiserver")));
    }

    @Test
    void a_client_without_a_certificate_is_refused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> call(SERVING.trustingTls()))
                .withMessage("http/1.1 403 forbidden");
    }

    @Test
    void a_client_of_another_name_is_refused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> call(SERVING.trustingTls(CLIENTS.client("someone"))))
                .withMessage("http/1.1 403 forbidden");
    }

    @Test
    void a_client_of_another_authority_does_not_come_to_speak() {
        Authority same = new Authority("clients");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> call(SERVING.trustingTls(same.client("kube-apiserver"))))
                .withMessageNotContaining("http/1.1");
    }

    @Test
    void an_authority_that_comes_later_is_trusted_without_a_restart() throws IOException {
        mounted.swap(files(CLIENTS.certificate() + LATER_CLIENTS.certificate()));

        await("trusted", () -> isAnswered(SERVING.trustingTls(LATER_CLIENTS.client("kube-apiserver"))));
        assertThat(isAnswered(SERVING.trustingTls(CLIENTS.client("kube-apiserver"))))
                .isTrue();
    }

    private static boolean isAnswered(SSLContext tls) {
        try {
            call(tls);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void call(SSLContext tls) throws IOException {
        URI door = URI.create(process.url() + "/validate/default");
        String review = Reviews.creation(Reviews.injected("", ""));
        new DoorCaller(tls, door, review, body -> body.contains("\"allowed\":true"), Reuse.NEW_FOR_EACH_CALL).call();
    }

    private static Map<String, String> files(String clients) {
        Authority.Issued own = SERVING.server(Duration.ofDays(1));
        return Map.of("tls.crt", own.certificate(), "tls.key", own.key(), "ca.crt", clients);
    }
}
