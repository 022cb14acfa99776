package dev.sudosafe.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// Who may call the doors where clients have certificates: those of the authority, and of these by name where names are
/// given. Without an authority everyone, as a review tells nothing that its sender does not know.
@ApplicationScoped
class ClientCertificates {

    private final SudosafeConfig.Tls config;

    ClientCertificates(SudosafeConfig config) {
        this.config = config.tls();
    }

    /// Goes on to the next handler, or answers 403.
    void admit(RoutingContext context) {
        if (config.clientCa().isEmpty() || isAllowed(context.request().sslSession())) {
            context.next();
        } else {
            Problem.FORBIDDEN.answer(context);
        }
    }

    private boolean isAllowed(SSLSession session) {
        try {
            // The trust manager has verified the chain during the handshake.
            X509Certificate client = (X509Certificate) session.getPeerCertificates()[0];
            Set<String> names = config.clientNames().orElse(Set.of());
            return names.isEmpty() || commonName(client).filter(names::contains).isPresent();
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    private static Optional<String> commonName(X509Certificate client) {
        try {
            return new LdapName(client.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(Object::toString)
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
