package dev.sudosafe.web;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Serves with whatever certificate is current. A handshake asks first for an alias, then for the key and the chain of
/// that alias; the alias names a certificate, so that both are of one even if the next one comes in between.
final class CurrentKeys extends X509ExtendedKeyManager {

    private final Supplier<ServingCertificate> current;
    private volatile Pair known;

    /// The one that handshakes begin with, and the one before it.
    private record Pair(ServingCertificate newest, ServingCertificate previous) {}

    CurrentKeys(Supplier<ServingCertificate> current) {
        this.current = current;
        this.known = new Pair(current.get(), current.get());
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        ServingCertificate newest = newest();
        return newest.own().getPublicKey().getAlgorithm().equals(keyType) ? alias(newest) : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = chooseEngineServerAlias(keyType, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        ServingCertificate found = find(alias);
        return found == null ? null : found.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        ServingCertificate found = find(alias);
        return found == null ? null : found.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    private ServingCertificate newest() {
        Pair pair = known;
        ServingCertificate now = current.get();
        if (!now.equals(pair.newest())) {
            known = new Pair(now, pair.newest());
        }
        return now;
    }

    private @Nullable ServingCertificate find(String alias) {
        Pair pair = known;
        return alias.equals(alias(pair.newest()))
                ? pair.newest()
                : alias.equals(alias(pair.previous())) ? pair.previous() : null;
    }

    private static String alias(ServingCertificate certificate) {
        return Integer.toHexString(Arrays.hashCode(certificate.own().getSignature()));
    }
}
