package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Certificates that the chart makes by itself, over the life of a release.
class ChartCertificatesIT {

    private static final String TLS = "sudosafe-tls";
    private static final String CA = "sudosafe-tls-ca";
    private static final String SHORT = "certificates: {source: chart, chart: {days: 100, renewBeforeDays: 30}}\n";
    private static final String LONG = "certificates: {source: chart}\n";
    private static final String NEXT_AUTHORITY = "certificates: {source: chart, chart: {authorityGeneration: 2}}\n";

    private static GuardedCluster cluster;
    private static HelmRelease release;

    @BeforeAll
    static void start() {
        cluster = GuardedCluster.start();
        release = cluster.release();
    }

    @AfterEach
    void uninstall() {
        release.uninstall().require();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void the_api_server_trusts_what_the_process_serves() throws CertificateParsingException {
        install(LONG);

        assertThat(cluster.trustedByAll().all()).containsExactly(authority());
        assertThat(served().getSubjectAlternativeNames().toString()).isEqualTo("[[2, sudosafe.sudosafe-system.svc]]");
        assertThat(cluster.lapse()).isEmpty();
    }

    @Test
    void an_upgrade_keeps_them() {
        install(LONG);
        X509Certificate before = served();

        release.upgrade(LONG + "replicaCount: 3\n").require();

        assertThat(served()).isEqualTo(before);
        assertThat(cluster.trustedByAll().all()).containsExactly(authority());
    }

    @Test
    void an_upgrade_renews_what_nears_its_end_by_the_same_authority() {
        install(SHORT);
        X509Certificate before = served();
        X509Certificate authority = authority();

        release.upgrade(LONG).require();

        assertThat(served()).isNotEqualTo(before);
        assertThat(authority()).isEqualTo(authority);
        assertTrustBeforeAndAfterItIsSpread();
    }

    @Test
    void a_rollback_over_a_renewal_is_trusted() {
        install(SHORT);
        release.upgrade(LONG).require();
        cluster.spread(TLS);

        release.rollback(1).require();

        assertTrustBeforeAndAfterItIsSpread();
    }

    @Test
    void an_authority_near_its_end_keeps_its_key() {
        install(LONG);
        X509Certificate before = authority();
        annotate(CA, "sudosafe.dev/not-after=2027-01-01T00:00:00Z");

        release.upgrade(LONG, "--force-conflicts").require();

        assertThat(authority()).isNotEqualTo(before);
        assertThat(authority().getPublicKey()).isEqualTo(before.getPublicKey());
        assertThat(cluster.trustedByAll().all()).containsExactly(authority());
        assertTrustBeforeAndAfterItIsSpread();
    }

    @Test
    void a_new_authority_is_trusted_before_it_signs_and_the_old_one_until_nobody_serves_by_it() {
        install(LONG);
        X509Certificate before = served();
        X509Certificate old = authority();

        release.upgrade(NEXT_AUTHORITY).require();
        assertThat(served()).as("not yet signed by the new one").isEqualTo(before);
        assertThat(cluster.trustedByAll().all()).containsExactly(authority(), old);
        assertTrustBeforeAndAfterItIsSpread();

        release.upgrade(NEXT_AUTHORITY).require();
        assertThat(new Certificates(List.of(authority())).signed(served())).isTrue();
        assertTrustBeforeAndAfterItIsSpread();

        release.upgrade(NEXT_AUTHORITY).require();
        assertThat(cluster.trustedByAll().all()).as("within the hour").containsExactly(authority(), old);

        annotate(TLS, "sudosafe.dev/served-by-all=2026-01-01T00:00:00Z");
        release.upgrade(NEXT_AUTHORITY, "--force-conflicts").require();
        assertThat(cluster.trustedByAll().all()).containsExactly(authority());
        assertTrustBeforeAndAfterItIsSpread();
    }

    @Test
    void a_lost_authority_is_replaced_in_the_same_way() {
        install(LONG);
        X509Certificate before = served();
        cluster.kubectl().run("delete", "secret", CA, "-n", Chart.NAMESPACE).require();

        release.upgrade(LONG).require();
        assertThat(served()).isEqualTo(before);
        assertTrustBeforeAndAfterItIsSpread();

        release.upgrade(LONG).require();
        assertThat(served()).isNotEqualTo(before);
        assertTrustBeforeAndAfterItIsSpread();
    }

    @Test
    void nothing_is_left_of_them() {
        install(LONG);

        release.uninstall().require();

        assertThat(cluster.kubectl()
                        .run("get", "secrets", "-n", Chart.NAMESPACE, "-o", "name")
                        .require())
                .isEmpty();
        install(LONG);
    }

    private static void install(String values) {
        release.install(values).require();
        cluster.spread(TLS);
    }

    /// The kubelet brings the Secret to the process up to a minute after the API server has heard whom to trust.
    private static void assertTrustBeforeAndAfterItIsSpread() {
        assertThat(cluster.lapse()).as("with the files of before").isEmpty();
        cluster.spread(TLS);
        assertThat(cluster.lapse()).as("with the new files").isEmpty();
    }

    private static void annotate(String secret, String annotation) {
        cluster.kubectl()
                .run("annotate", "secret", secret, "-n", Chart.NAMESPACE, "--overwrite", annotation)
                .require();
    }

    private static X509Certificate served() {
        return cluster.certificates(TLS, "tls.crt").first();
    }

    private static X509Certificate authority() {
        return cluster.certificates(CA, "tls.crt").first();
    }
}
