package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Authority;
import dev.sudosafe.web.ServingCertificate.BrokenException;
import dev.sudosafe.web.ServingCertificate.Pem;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CurrentKeysTest {

    private static final Authority AUTHORITY = new Authority("authority");
    private static final Vertx VERTX = Vertx.vertx();

    private final ServingCertificate first = made();
    private final ServingCertificate second = made();
    private final AtomicReference<ServingCertificate> current = new AtomicReference<>(first);
    private final CurrentKeys keys = new CurrentKeys(current::get);

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    @Test
    void a_handshake_that_began_before_a_change_ends_with_the_certificate_it_began_with() {
        String begun = alias();
        current.set(second);
        alias();

        assertThat(keys.getPrivateKey(begun)).isEqualTo(first.key());
        assertThat(keys.getCertificateChain(begun)).containsExactly(first.own());
    }

    @Test
    void the_next_handshake_begins_with_the_new_certificate() {
        current.set(second);

        assertThat(keys.getPrivateKey(alias())).isEqualTo(second.key());
    }

    @Test
    void no_alias_fits_another_kind_of_key() {
        assertThat(keys.chooseEngineServerAlias("RSA", null, null)).isNull();
    }

    private String alias() {
        return Objects.requireNonNull(keys.chooseEngineServerAlias("EC", null, null));
    }

    private static ServingCertificate made() {
        Authority.Issued issued = AUTHORITY.server(Duration.ofDays(1));
        try {
            return ServingCertificate.of(new Pem(issued.certificate(), issued.key()), VERTX);
        } catch (BrokenException e) {
            throw new AssertionError(e);
        }
    }
}
