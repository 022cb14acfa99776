package dev.sudosafe.cluster;

import static dev.sudosafe.cluster.SudosafeProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Certificates by cert-manager's own controllers, over the life of a release. Nothing is put back in between: each
/// test
/// begins with whatever certificates there are.
class CertManagerIT {

    private static final String TLS = "sudosafe-tls";
    private static final String CA = "sudosafe-ca";
    private static final String VALUES = "certificates: {source: certManager}\n";
    private static final String COMPANY = """
            apiVersion: cert-manager.io/v1
            kind: Certificate
            metadata: {name: company, namespace: sudosafe-system}
            spec:
              secretName: company
              isCA: true
              commonName: company
              privateKey: {rotationPolicy: Never}
              issuerRef: {name: sudosafe-selfsigned}
            ---
            apiVersion: cert-manager.io/v1
            kind: Issuer
            metadata: {name: company, namespace: sudosafe-system}
            spec: {ca: {secretName: company}}
            """;

    private static GuardedCluster cluster;
    private static CertManager certManager;
    private static HelmRelease release;
    private static Output tooEarly;

    @BeforeAll
    static void install() {
        cluster = GuardedCluster.start();
        release = cluster.release();
        tooEarly = release.install(VALUES);
        certManager = CertManager.start(cluster.apiServer());
        release.install(VALUES).require();
        await("issued", () -> !cluster.secret(TLS).isEmpty());
        cluster.spread(TLS);
        await(
                "trusted",
                () -> cluster.trusted().allMatch(bundle -> !bundle.all().isEmpty()));
    }

    @AfterAll
    static void stop() {
        certManager.close();
        cluster.close();
    }

    @Test
    void without_cert_manager_helm_says_what_to_do() {
        assertThat(tooEarly.err())
                .contains(
                        "certManager needs cert-manager, which this cluster does not have",
                        "set certificates.source=chart");
    }

    @Test
    void the_certificate_is_for_the_service_and_by_our_authority() throws CertificateParsingException {
        assertThat(served().getSubjectAlternativeNames().toString()).isEqualTo("[[2, sudosafe.sudosafe-system.svc]]");
        assertThat(served().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(Duration.between(
                        served().getNotBefore().toInstant(),
                        served().getNotAfter().toInstant()))
                .isEqualTo(Duration.ofDays(90));
        assertThat(new Certificates(List.of(authority())).signed(served())).isTrue();
    }

    @Test
    void the_api_server_reviews_by_what_cert_manager_has_injected() {
        assertThat(cluster.trusted()).hasSize(3).allMatch(bundle -> bundle.all().contains(authority()));
        assertThat(cluster.lapse()).isEmpty();
    }

    @Test
    void a_renewed_certificate_has_another_key_and_is_trusted() {
        X509Certificate before = served();

        renew(TLS);

        assertThat(served().getPublicKey()).isNotEqualTo(before.getPublicKey());
        assertTrustBeforeAndAfterItIsSpread();
    }

    @Test
    void a_renewed_authority_keeps_its_key_so_that_old_and_new_trust_the_same() {
        X509Certificate before = authority();

        renew(CA);
        assertThat(authority().getPublicKey()).isEqualTo(before.getPublicKey());
        assertTrustBeforeAndAfterItIsSpread();

        renew(TLS);
        assertThat(new Certificates(List.of(before)).signed(served())).isTrue();
        assertTrustBeforeAndAfterItIsSpread();
    }

    /// The procedure of docs/certificates.md.
    @Test
    void an_authority_is_replaced_without_a_refused_review() {
        X509Certificate old = authority();

        cluster.kubectl().run("delete", "secret", CA, "-n", Chart.NAMESPACE).require();
        await("made anew", () -> !cluster.secret(CA).isEmpty());
        assertThat(authority().getPublicKey()).isNotEqualTo(old.getPublicKey());
        assertTrustBeforeAndAfterItIsSpread();

        renew(TLS);
        awaitTrustIn(authority());
        assertThat(cluster.trustedByAll().all()).as("the overlap").contains(old);
        assertTrustBeforeAndAfterItIsSpread();

        trustOnly(cluster.text(TLS, "ca.crt"));
        assertThat(cluster.trustedByAll().all()).containsExactly(authority());
        assertTrustBeforeAndAfterItIsSpread();
    }

    @Test
    void an_issuer_of_the_administrator_takes_over_without_a_refused_review() {
        cluster.kubectl().withInput(COMPANY, "apply", "-f", "-").require();
        await("made", () -> !cluster.secret("company").isEmpty());
        X509Certificate company = cluster.certificates("company", "tls.crt").first();
        X509Certificate before = served();

        release.upgrade("certificates: {certManager: {issuerRef: {name: company}}}")
                .require();

        await("issued", () -> !served().equals(before));
        awaitTrustIn(company);
        assertThat(new Certificates(List.of(company)).signed(served())).isTrue();
        assertTrustBeforeAndAfterItIsSpread();

        X509Certificate byCompany = served();
        backToOurAuthority();
        await("issued again", () -> !served().equals(byCompany));
        awaitTrustIn(authority());
        assertTrustBeforeAndAfterItIsSpread();
    }

    /// As docs/certificates.md says.
    @Test
    void the_chart_takes_over_without_a_refused_review() {
        String values = """
                certificates: {source: chart, secretName: sudosafe-chart-tls}
                webhook: {caBundle: %s}
                """.formatted(encode(cluster.text(TLS, "ca.crt")));
        assertThat(release.upgrade(values).err()).as("by whom trust is told").contains("conflict", "cainjector");

        release.upgrade(values, "--force-conflicts").require();

        assertTrustBeforeAndAfterItIsSpread("sudosafe-chart-tls");
        backToOurAuthority();
        awaitTrustIn(authority());
        cluster.spread(TLS);
    }

    /// What Certificates have left goes first, as no garbage collector runs here.
    private static void backToOurAuthority() {
        cluster.kubectl()
                .run("delete", "certificaterequests", "--all", "-n", Chart.NAMESPACE)
                .require();
        release.upgrade(VALUES).require();
    }

    private static void assertTrustBeforeAndAfterItIsSpread() {
        assertTrustBeforeAndAfterItIsSpread(TLS);
    }

    private static void assertTrustBeforeAndAfterItIsSpread(String secret) {
        assertThat(cluster.lapse()).as("with the files of before").isEmpty();
        cluster.spread(secret);
        assertThat(cluster.lapse()).as("with the new files").isEmpty();
    }

    /// As `cmctl renew` does.
    private static void renew(String certificate) {
        X509Certificate before = cluster.certificates(certificate, "tls.crt").first();
        cluster.kubectl()
                .run(
                        "patch",
                        "certificate",
                        certificate,
                        "-n",
                        Chart.NAMESPACE,
                        "--subresource=status",
                        "--type=json",
                        "-p",
                        """
                        [{"op": "add", "path": "/status/conditions/-", "value": {"type": "Issuing", "status": "True",
                          "reason": "ManuallyTriggered", "message": "", "lastTransitionTime": "2026-01-01T00:00:00Z"}}]
                        """)
                .require();
        await(
                "renewed",
                () -> !cluster.certificates(certificate, "tls.crt").first().equals(before));
    }

    private static void awaitTrustIn(X509Certificate authority) {
        await("trusted", () -> cluster.trusted().allMatch(bundle -> bundle.all().contains(authority)));
    }

    private static void trustOnly(String pem) {
        for (String kind : List.of("mutatingwebhookconfiguration", "validatingwebhookconfiguration")) {
            String configuration = cluster.kubectl()
                    .run("get", kind, "sudosafe", "-o", "yaml")
                    .require()
                    .replaceAll("caBundle: .*", "caBundle: " + encode(pem));
            cluster.kubectl().withInput(configuration, "replace", "-f", "-").require();
        }
    }

    private static String encode(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    private static X509Certificate served() {
        return cluster.certificates(TLS, "tls.crt").first();
    }

    private static X509Certificate authority() {
        return cluster.certificates(CA, "tls.crt").first();
    }
}
