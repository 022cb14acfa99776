package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sudosafe.fixture.Authority;
import dev.sudosafe.web.ServingCertificate.BrokenException;
import dev.sudosafe.web.ServingCertificate.Pem;
import io.vertx.core.Vertx;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServingCertificateTest {

    private static final Authority AUTHORITY = new Authority("authority");
    private static final Authority.Issued ISSUED = AUTHORITY.server(Duration.ofDays(3));
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    @Test
    void a_chain_begins_with_the_servers_own() throws BrokenException {
        ServingCertificate read = of(ISSUED.certificate() + AUTHORITY.certificate(), ISSUED.key());

        assertThat(read.chain()).hasSize(2);
        assertThat(read.own().getSubjectX500Principal().getName()).isEqualTo("CN=localhost");
    }

    @Test
    void it_expires_with_its_own_certificate() throws BrokenException {
        assertThat(of(ISSUED.certificate() + AUTHORITY.certificate(), ISSUED.key())
                        .expiry())
                .isBetween(Instant.now().plus(Duration.ofDays(2)), Instant.now().plus(Duration.ofDays(3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void keys_of_every_kind_are_read(String algorithm) throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        Authority.Issued issued = AUTHORITY.server(Duration.ofDays(3), keys);

        assertThat(of(issued.certificate(), issued.key()).key().getAlgorithm())
                .isEqualTo(keys.getPrivate().getAlgorithm());
    }

    @Test
    void an_empty_file_is_no_certificate() {
        assertBroken("", ISSUED.key(), "no certificate in it: expected PEM with BEGIN CERTIFICATE");
    }

    @Test
    void a_cut_off_file_is_no_certificate() {
        assertBroken(ISSUED.certificate().substring(0, 300), ISSUED.key(), "no certificate in PEM: ");
    }

    @Test
    void a_certificate_is_no_key() {
        assertBroken(
                ISSUED.certificate(),
                ISSUED.certificate(),
                "no private key in PEM (RSA or EC) that fits the certificate");
    }

    @Test
    void a_key_must_be_the_certificates() {
        assertBroken(
                ISSUED.certificate(),
                AUTHORITY.server(Duration.ofDays(3)).key(),
                "the key is not that of the certificate for CN=localhost");
    }

    private static void assertBroken(String certificate, String key, String problem) {
        assertThatExceptionOfType(BrokenException.class)
                .isThrownBy(() -> of(certificate, key))
                .withMessageStartingWith(problem);
    }

    static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                    .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServingCertificate of(String certificate, String key) throws BrokenException {
        return ServingCertificate.of(new Pem(certificate, key), VERTX);
    }
}
