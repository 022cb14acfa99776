package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.cluster.CaBundles;
import dev.sudosafe.fixture.Authority;
import dev.sudosafe.web.ServingCertificate.BrokenException;
import dev.sudosafe.web.ServingCertificate.Pem;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ApiServerTrustTest {

    private static final Authority AUTHORITY = new Authority("authority");
    private static final Authority OTHER = new Authority("authority");
    private static final Vertx VERTX = Vertx.vertx();

    private final ServingCertificate served = made();

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    @Test
    void it_lasts_as_long_as_the_authority() {
        assertThat(trust(AUTHORITY.certificate()))
                .isInstanceOfSatisfying(
                        ApiServerTrust.Trusted.class,
                        trusted -> assertThat(trusted.until())
                                .isBetween(
                                        Instant.now().plus(Duration.ofHours(23)),
                                        Instant.now().plus(Duration.ofHours(25))));
    }

    @Test
    void another_authority_in_the_same_bundle_does_no_harm() {
        assertThat(trust(OTHER.certificate() + AUTHORITY.certificate())).isInstanceOf(ApiServerTrust.Trusted.class);
    }

    @Test
    void an_authority_of_the_same_name_and_another_key_is_not_trusted() {
        assertThat(trust(OTHER.certificate())).isInstanceOf(ApiServerTrust.Untrusted.class);
    }

    @Test
    void one_entry_without_the_authority_is_enough_to_be_untrusted() {
        assertThat(trust(AUTHORITY.certificate(), OTHER.certificate())).isInstanceOf(ApiServerTrust.Untrusted.class);
    }

    @Test
    void an_entry_without_a_bundle_is_untrusted() {
        assertThat(trust("")).isInstanceOf(ApiServerTrust.Untrusted.class);
    }

    @Test
    void configurations_without_entries_tell_nothing() {
        assertThat(trust()).isInstanceOf(ApiServerTrust.Unknown.class);
    }

    @Test
    void what_cannot_be_read_is_unknown() {
        assertThat(ApiServerTrust.in(served, new CaBundles.Unknown("not allowed")))
                .isEqualTo(new ApiServerTrust.Unknown("not allowed"));
    }

    private ApiServerTrust trust(String... bundles) {
        return ApiServerTrust.in(served, new CaBundles.Known(List.of(bundles)));
    }

    private static ServingCertificate made() {
        Authority.Issued issued = AUTHORITY.server(Duration.ofDays(9));
        try {
            return ServingCertificate.of(new Pem(issued.certificate(), issued.key()), VERTX);
        } catch (BrokenException e) {
            throw new AssertionError(e);
        }
    }
}
