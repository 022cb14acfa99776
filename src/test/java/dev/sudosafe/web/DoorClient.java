package dev.sudosafe.web;

import dev.sudosafe.cluster.SudosafeProcess;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// Calls the doors over TLS and trusts no certificate but the process' own.
public record DoorClient(URI url, KeyStore trusted) {

    private static final int SOCKET_TIMEOUT = 60_000;

    public static DoorClient of(SudosafeProcess process) {
        return of(process.url(), Base64.getDecoder().decode(process.caBundle()));
    }

    /// @param certificate PEM file
    public static DoorClient of(String url, Path certificate) throws IOException {
        return of(url, Files.readAllBytes(certificate));
    }

    private static DoorClient of(String url, byte[] pem) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "sudosafe",
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
            return new DoorClient(URI.create(url), trusted);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Response mutate(String profile, String review) {
        return post("/mutate/" + profile, review);
    }

    Response validate(String profile, String review) {
        return post("/validate/" + profile, review);
    }

    public Response post(String path, String review) {
        return post(path, review.getBytes(StandardCharsets.UTF_8));
    }

    Response post(String path, byte[] body) {
        return request().contentType("application/json").body(body).post(path);
    }

    public RequestSpecification request() {
        EncoderConfig asIs = EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false);
        return RestAssured.given()
                .config(RestAssuredConfig.config().encoderConfig(asIs))
                .trustStore(trusted)
                .baseUri(url.toString());
    }

    public SSLContext tls() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// For requests that no well-behaved client sends.
    SSLSocket connect() throws IOException {
        SSLSocket socket =
                (SSLSocket) tls().getSocketFactory().createSocket(InetAddress.getByName(url.getHost()), url.getPort());
        socket.setSoTimeout(SOCKET_TIMEOUT);
        return socket;
    }
}
