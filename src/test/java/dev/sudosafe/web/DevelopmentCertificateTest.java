package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentCertificateTest {

    private static DevelopmentCertificate made;
    private static X509Certificate certificate;

    @BeforeAll
    static void make(@TempDir Path folder) throws IOException, GeneralSecurityException {
        made = DevelopmentCertificate.create(folder);
        try (InputStream in = Files.newInputStream(made.certificate())) {
            certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    @Test
    void it_is_for_localhost_by_name_and_address() throws GeneralSecurityException {
        assertThat(certificate.getSubjectAlternativeNames())
                .<Object>map(List::getLast)
                .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    }

    @Test
    void it_is_valid_now() {
        assertThatCode(certificate::checkValidity).doesNotThrowAnyException();
    }

    @Test
    void it_signs_itself() {
        assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
    }

    @Test
    void the_key_is_its_own() throws IOException, GeneralSecurityException {
        byte[] message = {1, 2, 3};
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key());
        signature.update(message);
        byte[] signed = signature.sign();

        signature.initVerify(certificate);
        signature.update(message);

        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void a_folder_that_cannot_be_written_is_an_error_that_says_so() {
        assertThatIOException()
                .isThrownBy(() -> DevelopmentCertificate.create(Path.of("/no/such/folder")))
                .withMessageContaining("/no/such/folder");
    }

    private static PrivateKey key() throws IOException, GeneralSecurityException {
        String base64 = Files.readAllLines(made.key(), StandardCharsets.US_ASCII).stream()
                .filter(line -> !line.startsWith("-----"))
                .collect(Collectors.joining());
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }
}
