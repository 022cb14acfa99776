package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.cli.Main;
import dev.sudosafe.web.DevelopmentCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pod of `helm test`, and what its arguments come to before a real process.
class HelmTestIT {

    private static final String VALUES = "profiles: [{name: default}, {name: second}]";

    @TempDir
    private static Path folder;

    private static SudosafeProcess sudosafe;

    @BeforeAll
    static void start() throws IOException {
        Path profiles = Files.createDirectory(folder.resolve("profiles"));
        for (Map.Entry<String, JsonNode> file :
                Rendered.of(VALUES).kind("ConfigMap").path("data").properties()) {
            Files.writeString(profiles.resolve(file.getKey()), file.getValue().asText());
        }
        sudosafe = SudosafeProcess.startWithProfiles(profiles);
        Files.write(folder.resolve("tls.crt"), Base64.getDecoder().decode(sudosafe.caBundle()));
    }

    @AfterAll
    static void stop() {
        sudosafe.close();
    }

    @Test
    void every_door_of_every_profile_answers() {
        Output probed = probe(VALUES, sudosafe.url());

        assertThat(probed.err()).isEmpty();
        assertThat(probed.exitCode()).isZero();
        assertThat(probed.out().lines())
                .containsExactly(
                        "answers  " + sudosafe.url() + "/mutate/default",
                        "answers  " + sudosafe.url() + "/validate/default",
                        "answers  " + sudosafe.url() + "/mutate/second",
                        "answers  " + sudosafe.url() + "/validate/second");
    }

    @Test
    void a_profile_that_the_process_does_not_have_fails_it() {
        Output probed = probe("profiles: [{name: third}]", sudosafe.url());

        assertThat(probed.exitCode()).isNotZero();
        assertThat(probed.err()).contains("/mutate/third: profile \"third\" is not known here");
    }

    @Test
    void a_webhook_that_is_gone_fails_it() {
        Output probed = probe(VALUES, "https://127.0.0.1:1");

        assertThat(probed.exitCode()).isNotZero();
        assertThat(probed.err()).contains("https://127.0.0.1:1/mutate/default: no connection: look for pods");
    }

    @Test
    void a_certificate_of_another_authority_fails_it(@TempDir Path other) throws IOException {
        DevelopmentCertificate.create(other);

        Output probed = probe(VALUES, sudosafe.url(), other);

        assertThat(probed.exitCode()).isNotZero();
        assertThat(probed.err())
                .contains("/mutate/default: no TLS", "trust the authority of the webhook's certificate");
    }

    @Test
    void a_certificate_that_is_missing_fails_it(@TempDir Path empty) {
        Output probed = probe(VALUES, sudosafe.url(), empty);

        assertThat(probed.exitCode()).isNotZero();
        assertThat(probed.err()).contains("--authority: none of the files");
    }

    @Test
    void the_pod_has_no_key_and_no_token() {
        JsonNode pod = TestPod.of(VALUES).orElseThrow().path("spec");

        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.at("/volumes/0/secret/items").findValuesAsText("key")).containsExactly("ca.crt", "tls.crt");
    }

    @Test
    void there_is_none_where_it_could_not_be_answered() {
        assertThat(Rendered.of("webhook: {url: 'https://127.0.0.1:1'}").names("Pod"))
                .isEmpty();
        assertThat(Rendered.of("webhook: {clientAuth: {secretName: a}}").names("Pod"))
                .isEmpty();
    }

    private static Output probe(String values, String url) {
        return probe(values, url, folder);
    }

    private static Output probe(String values, String url, Path tls) {
        JsonNode container = TestPod.of(values).orElseThrow().at("/spec/containers/0");
        String[] arguments = container
                .path("args")
                .valueStream()
                .map(JsonNode::asText)
                .map(argument -> argument.replace("https://sudosafe.sudosafe-system.svc", url))
                .map(argument -> argument.replace("/etc/sudosafe/tls", tls.toString()))
                .toArray(String[]::new);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                arguments,
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Output(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
