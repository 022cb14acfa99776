package dev.sudosafe.web;

import dev.sudosafe.web.ServingCertificate.BrokenException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jboss.logging.Logger;

/// Trusts clients whose certificate is of the authorities in a file, read anew when it changes. A broken file leaves
/// the last good one in force.
final class ClientAuthority extends X509ExtendedTrustManager {

    private static final Logger LOG = Logger.getLogger(ClientAuthority.class);

    private final Path file;
    private String seen;
    private volatile X509ExtendedTrustManager current;

    /// @throws IOException if the file cannot be read, or holds no certificate
    ClientAuthority(Path file) throws IOException {
        this.file = file;
        this.seen = Files.readString(file, StandardCharsets.ISO_8859_1);
        try {
            this.current = trusting(seen);
        } catch (BrokenException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /// Not for concurrent calls.
    void poll() {
        try {
            String next = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (!seen.equals(next)) {
                seen = next;
                current = trusting(next);
                LOG.info("trusting clients of other authorities from now on");
            }
        } catch (IOException | BrokenException | RuntimeException e) {
            LOG.errorf("authority of clients refused, the last one stays in force: %s: %s", file, e.getMessage());
        }
    }

    private static X509ExtendedTrustManager trusting(String pem) throws BrokenException {
        try {
            KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            List<X509Certificate> certificates = ServingCertificate.chain(pem);
            for (int i = 0; i < certificates.size(); i++) {
                authorities.setCertificateEntry(Integer.toString(i), certificates.get(i));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new BrokenException("no authority: " + e.getMessage());
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        current.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        current.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        current.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        current.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        current.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        current.checkServerTrusted(chain, authType);
    }

    /// Clients are told of none, which means any: native TLS asks once for all, so that a client of a later authority
    /// would take its certificate for unwanted.
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
