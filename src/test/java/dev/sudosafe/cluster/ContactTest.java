package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContactTest {

    private Instant now = Instant.EPOCH;
    private final Contact contact = new Contact(() -> now);

    @Test
    void a_short_silence_is_no_loss() {
        now = now.plus(Duration.ofMinutes(5));

        assertThat(contact.isLost()).isFalse();
    }

    @Test
    void a_long_silence_is_a_loss() {
        now = now.plus(Duration.ofMinutes(5)).plusMillis(1);

        assertThat(contact.isLost()).isTrue();
    }

    @Test
    void what_is_heard_of_again_is_no_longer_lost() {
        now = now.plus(Duration.ofHours(1));
        contact.heard();

        assertThat(contact.isLost()).isFalse();
    }
}
