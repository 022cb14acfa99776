package dev.sudosafe.web;

import dev.sudosafe.cluster.CaBundles;
import dev.sudosafe.web.ServingCertificate.BrokenException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Whether API servers trust what is served, and for how long.
sealed interface ApiServerTrust {

    /// @param until the authority expires that the certificate served is of; of several webhook entries the first to
    ///     end
    record Trusted(Instant until) implements ApiServerTrust {}

    /// API servers refuse the doors' certificate, so workspace pods are refused.
    record Untrusted(String why) implements ApiServerTrust {}

    record Unknown(String why) implements ApiServerTrust {}

    static ApiServerTrust in(ServingCertificate served, CaBundles bundles) {
        return switch (bundles) {
            case CaBundles.Unknown(String why) -> new Unknown(why);
            case CaBundles.Known(List<String> pems) -> in(served, pems);
        };
    }

    private static ApiServerTrust in(ServingCertificate served, List<String> pems) {
        Optional<Instant> first = Optional.empty();
        for (String pem : pems) {
            Optional<Instant> until = until(served, pem);
            if (until.isEmpty()) {
                return new Untrusted(
                        "no authority in a caBundle of the webhook configurations has signed the certificate"
                                + " that is served");
            }
            first = first.filter(earlier -> earlier.isBefore(until.get())).or(() -> until);
        }
        return first.<ApiServerTrust>map(Trusted::new)
                .orElseGet(() -> new Unknown("the webhook configurations have no entries"));
    }

    /// A bundle may have the authority before it was renewed, and after.
    private static Optional<Instant> until(ServingCertificate served, String pem) {
        try {
            return ServingCertificate.chain(pem).stream()
                    .filter(authority -> served.chain().stream().anyMatch(link -> isSignedBy(link, authority)))
                    .map(authority -> authority.getNotAfter().toInstant())
                    .max(Comparator.naturalOrder());
        } catch (BrokenException e) {
            return Optional.empty();
        }
    }

    private static boolean isSignedBy(X509Certificate link, X509Certificate authority) {
        try {
            link.verify(authority.getPublicKey());
            return link.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
