package dev.sudosafe.web;

import static dev.sudosafe.cluster.SudosafeProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sudosafe.cluster.SudosafeProcess;
import dev.sudosafe.fixture.Authority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The serving certificate changes while the process runs.
class CertificateReloadIT {

    private static final Authority AUTHORITY = new Authority("authority");

    private static MountedFolder mounted;
    private static SudosafeProcess process;
    private static URI address;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        mounted = new MountedFolder(folder);
        mounted.swap(valid(Duration.ofDays(90)));
        process = SudosafeProcess.start(Map.of(
                "SUDOSAFE_TLS_CERTIFICATE", folder.resolve("tls.crt").toString(),
                "SUDOSAFE_TLS_KEY", folder.resolve("tls.key").toString()));
        address = URI.create(process.url());
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @BeforeEach
    void begin_with_files_that_are_served() throws IOException {
        mounted.swap(valid(Duration.ofDays(90)));
        await(
                "served",
                () -> !readiness().has("refusedFiles")
                        && readiness().get("daysLeft").asInt() == 89);
    }

    @Test
    void the_next_handshake_has_the_new_certificate() throws IOException {
        Authority.Issued next = AUTHORITY.server(Duration.ofDays(30));

        mounted.swap(next.files());

        await("taken over", () -> readiness().get("daysLeft").asInt() == 29);
        assertThat(ServingCertificateTest.pem(served())).isEqualTo(next.certificate());
    }

    @Test
    void a_broken_certificate_is_refused_and_the_old_one_serves() throws IOException {
        X509Certificate before = served();
        int refused = readiness().get("refusedReloads").asInt();

        mounted.swap(Map.of("tls.crt", "garbage", "tls.key", "garbage"));

        await("refused", () -> readiness().get("refusedReloads").asInt() == refused + 1);
        assertThat(readiness().get("refusedFiles").asText()).contains("tls.crt", "no certificate in ");
        await("logged", () -> process.log().contains("certificate refused, the last one stays in force"));
        assertThat(process.readiness().statusCode()).isEqualTo(200);
        assertThat(served()).isEqualTo(before);
    }

    @Test
    void a_key_of_another_certificate_is_refused() throws IOException {
        Map<String, String> mixed = Map.of(
                "tls.crt", AUTHORITY.server(Duration.ofDays(30)).certificate(),
                "tls.key", AUTHORITY.server(Duration.ofDays(30)).key());

        mounted.swap(mixed);

        await("refused", () -> readiness().has("refusedFiles"));
        assertThat(readiness().get("refusedFiles").asText()).contains("the key is not that of the certificate");
    }

    @Test
    void a_mended_file_is_served() throws IOException {
        mounted.swap(Map.of("tls.crt", "", "tls.key", ""));
        await("refused", () -> readiness().has("refusedFiles"));

        mounted.swap(valid(Duration.ofDays(20)));

        await("served", () -> readiness().get("daysLeft").asInt() == 19);
        assertThat(readiness().has("refusedFiles")).isFalse();
    }

    private static Map<String, String> valid(Duration valid) {
        return AUTHORITY.server(valid).files();
    }

    /// What a new connection is served with.
    private static X509Certificate served() throws IOException {
        try (SSLSocket socket = (SSLSocket)
                AUTHORITY.trustingTls().getSocketFactory().createSocket(address.getHost(), address.getPort())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static JsonNode readiness() throws IOException {
        return new ObjectMapper()
                .readTree(process.readiness().body())
                .path("checks")
                .valueStream()
                .filter(check -> check.path("name").asText().equals("certificate"))
                .findFirst()
                .orElseThrow()
                .path("data");
    }
}
