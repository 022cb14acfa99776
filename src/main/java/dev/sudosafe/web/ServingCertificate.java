package dev.sudosafe.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.X509KeyManager;

/// A certificate chain and its key, known to belong together.
///
/// @param chain the server's own certificate first
/// @param key of the first certificate
record ServingCertificate(List<X509Certificate> chain, PrivateKey key) {

    /// What the two files hold.
    record Pem(String certificate, String key) {}

    /// What keeps a file from being used, in words for an administrator. Never holds a part of a key.
    static final class BrokenException extends Exception {

        private static final long serialVersionUID = 1;

        private final String problem;

        BrokenException(String problem) {
            super(problem);
            this.problem = problem;
        }

        @Override
        public String getMessage() {
            return problem;
        }
    }

    /// @throws BrokenException unless the certificate is one, the key is one, and they belong together
    static ServingCertificate of(Pem pem, Vertx vertx) throws BrokenException {
        List<X509Certificate> chain = chain(pem.certificate());
        X509Certificate own = chain.getFirst();
        PrivateKey key = key(pem, own, vertx);
        if (!belongs(key, own)) {
            throw new BrokenException("the key is not that of the certificate for %s"
                    .formatted(own.getSubjectX500Principal().getName()));
        }
        return new ServingCertificate(chain, key);
    }

    X509Certificate own() {
        return chain.getFirst();
    }

    Instant expiry() {
        return own().getNotAfter().toInstant();
    }

    /// Every certificate of a PEM file.
    static List<X509Certificate> chain(String pem) throws BrokenException {
        try {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) {
                throw new BrokenException("no certificate in it: expected PEM with BEGIN CERTIFICATE");
            }
            return chain;
        } catch (GeneralSecurityException e) {
            throw new BrokenException("no certificate in PEM: " + e.getMessage());
        }
    }

    /// Vert.x reads RSA and EC keys in PKCS #8, PKCS #1 and SEC 1.
    private static PrivateKey key(Pem pem, X509Certificate own, Vertx vertx) throws BrokenException {
        try {
            X509KeyManager keys = (X509KeyManager) new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(pem.certificate()))
                    .addKeyValue(Buffer.buffer(pem.key()))
                    .getKeyManagerFactory(vertx)
                    .getKeyManagers()[0];
            String alias = keys.getServerAliases(own.getPublicKey().getAlgorithm(), null)[0];
            return keys.getPrivateKey(alias);
        } catch (Exception e) {
            throw new BrokenException("no private key in PEM (RSA or EC) that fits the certificate");
        }
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        try {
            Signature signature = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> key.getAlgorithm();
                    });
            byte[] probe = {1};
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(certificate);
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
