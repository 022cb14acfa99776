package dev.sudosafe.cluster;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/// Certificates as PEM files have them.
record Certificates(List<X509Certificate> all) {

    static Certificates of(String pem) {
        try {
            return new Certificates(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    X509Certificate first() {
        return all.getFirst();
    }

    /// Whether one of them has signed the certificate.
    boolean signed(X509Certificate certificate) {
        return all.stream().anyMatch(authority -> signed(authority, certificate));
    }

    private static boolean signed(X509Certificate authority, X509Certificate certificate) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
