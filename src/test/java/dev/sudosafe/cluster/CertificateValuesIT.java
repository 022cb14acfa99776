package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.manifest.MalformedManifestException;
import dev.sudosafe.manifest.Manifest;
import dev.sudosafe.manifest.ManifestReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the chart makes of the values of certificates, as far as Helm tells it without a cluster.
class CertificateValuesIT {

    @Test
    void the_files_for_use_without_helm_are_what_the_chart_makes() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("certs"))) {
            List<JsonNode> byHand = files.filter(file -> file.toString().endsWith(".yaml"))
                    .flatMap(file -> documents(Documents.text(file)))
                    .toList();

            assertThat(byHand)
                    .hasSize(4)
                    .containsExactlyInAnyOrderElementsOf(
                            certManagerObjects("{}").toList());
        }
    }

    @Test
    void an_issuer_of_the_administrator_takes_the_place_of_the_authority() {
        List<JsonNode> objects = certManagerObjects("certificates: {certManager: {issuerRef: {name: company}}}")
                .toList();

        assertThat(objects).hasSize(1);
        assertThat(objects.getFirst().at("/spec/issuerRef"))
                .isEqualTo(documents("{group: cert-manager.io, kind: Issuer, name: company}")
                        .findFirst()
                        .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {source: secret}                                            ; set webhook.caBundle
            {source: chart, certManager: {issuerRef: {name: company}}}  ; set certificates.source=certManager
            {certManager: {duration: 24h, renewBefore: 24h}}            ; is not less than the duration of 24h
            {chart: {days: 30, renewBeforeDays: 30}}                    ; is not less than the 30 of certificates.chart.days
            {source: other}                                             ; value must be one of 'certManager', 'chart', 'secret'
            {certManager: {duration: 90d}}                              ; '90d' does not match pattern
            {chart: {days: 3650}}                                       ; maximum
            {certManager: {enabled: false}}                             ; additional properties
            """)
    void what_cannot_work_is_refused_with_a_remedy(String certificates, String problem) {
        assertThatThrownBy(() -> HelmRelease.template("certificates: " + certificates))
                .hasMessageContaining(problem);
    }

    @Test
    void a_secret_may_be_told_to_the_api_server_in_either_way() {
        assertThat(certificateObjects("certificates: {source: secret}\nwebhook: {caBundle: Q0E=}"))
                .isEmpty();
        assertThat(Chart.render("certificates: {source: secret}\n"
                        + "webhook: {annotations: {cert-manager.io/inject-ca-from-secret: certificates/authority}}"))
                .doesNotContain("caBundle");
    }

    @Test
    void one_rendering_of_the_chart_s_own_certificates_fits_together() {
        String rendered = HelmRelease.template("certificates: {source: chart}\nwebhook: {caBundle: T1RIRVI=}");

        Certificates authority =
                Certificates.of(decode(secret(rendered, "sudosafe-tls-ca").path("tls.crt")));
        Certificates served =
                Certificates.of(decode(secret(rendered, "sudosafe-tls").path("tls.crt")));
        assertThat(authority.signed(served.first())).isTrue();
        assertThat(bundles(rendered))
                .hasSize(3)
                .containsOnly(decode(secret(rendered, "sudosafe-tls-ca").path("tls.crt")) + "OTHER");
    }

    @Test
    void a_process_elsewhere_is_trusted_by_what_is_given_alone() {
        assertThat(bundles(HelmRelease.template("""
                certificates: {source: chart}
                webhook: {url: "https://127.0.0.1:8443", caBundle: T1RIRVI=}
                """))).containsOnly("OTHER");
    }

    private static Stream<JsonNode> certManagerObjects(String values) {
        return certificateObjects(values)
                .filter(object -> object.path("apiVersion").asText().startsWith("cert-manager.io/"));
    }

    /// Without the labels by which Helm knows its own.
    private static Stream<JsonNode> certificateObjects(String values) {
        return documents(Chart.render(values))
                .filter(object -> List.of("Certificate", "Issuer", "Secret")
                        .contains(object.path("kind").asText()))
                .peek(object -> ((ObjectNode) object.path("metadata")).remove("labels"));
    }

    private static List<String> bundles(String rendered) {
        return documents(rendered)
                .filter(object -> object.path("kind").asText().endsWith("WebhookConfiguration"))
                .flatMap(object -> object.path("webhooks").valueStream())
                .map(webhook -> decode(webhook.at("/clientConfig/caBundle")))
                .toList();
    }

    private static JsonNode secret(String rendered, String name) {
        return documents(rendered)
                .filter(object -> object.path("kind").asText().equals("Secret"))
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    private static String decode(JsonNode base64) {
        return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
    }

    private static Stream<JsonNode> documents(String yaml) {
        try {
            return ManifestReader.read(yaml).stream().map(Manifest::json);
        } catch (MalformedManifestException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
