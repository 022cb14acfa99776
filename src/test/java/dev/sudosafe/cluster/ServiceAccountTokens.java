package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/// Tokens of service accounts as the API server signs them, with times of our own: it gives none for less than ten
/// minutes.
record ServiceAccountTokens(ApiServer apiServer, PrivateKey key) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ServiceAccountTokens of(ApiServer apiServer) throws IOException {
        return new ServiceAccountTokens(apiServer, key(Path.of(apiServer.flag("--service-account-signing-key-file"))));
    }

    /// Until a minute ago.
    String expired(String account) throws IOException {
        return token(account, Duration.ofMinutes(-1));
    }

    /// For another minute.
    String valid(String account) throws IOException {
        return token(account, Duration.ofMinutes(1));
    }

    private String token(String account, Duration left) throws IOException {
        String[] parts = Granted.token(apiServer, account).split("\\.", 3);
        ObjectNode claims = (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        claims.put("exp", Instant.now().plus(left).getEpochSecond());
        String signed = parts[0] + "." + encoded(claims.toString().getBytes(StandardCharsets.UTF_8));
        return signed + "." + encoded(signature(signed));
    }

    private byte[] signature(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static PrivateKey key(Path pem) throws IOException {
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(pem))) {
            return new JcaPEMKeyConverter()
                    .getKeyPair((PEMKeyPair) parser.readObject())
                    .getPrivate();
        }
    }
}
