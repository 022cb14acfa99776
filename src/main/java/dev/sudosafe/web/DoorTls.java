package dev.sudosafe.web;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// The server's side of TLS at the doors, for good: what changes is behind the key and trust managers.
@ApplicationScoped
class DoorTls implements HttpServerOptionsCustomizer {

    private final LiveCertificate certificate;
    private final Optional<ClientAuthority> clients;

    DoorTls(LiveCertificate certificate, Optional<ClientAuthority> clients) {
        this.certificate = certificate;
        this.clients = clients;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setSslEngineOptions(TlsEngine.fastest());
        options.setKeyCertOptions(
                KeyCertOptions.wrap(new CurrentKeys(() -> certificate.state().served())));
        // Requested and not required: whoever has none is told so by ClientCertificates, in words.
        clients.ifPresent(
                authority -> options.setClientAuth(ClientAuth.REQUEST).setTrustOptions(TrustOptions.wrap(authority)));
    }
}
