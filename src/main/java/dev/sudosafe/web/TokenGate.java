package dev.sudosafe.web;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.util.concurrent.RateLimiter;
import dev.sudosafe.cluster.Access;
import dev.sudosafe.cluster.AccessTo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What tokens allow, remembered for seconds, and asked for at a limited rate: whoever tries tokens at random costs the
/// API server no more than that. Of a token only a hash is kept.
final class TokenGate {

    /// As the API server's own webhook authenticator keeps what it was answered, but for less: a right that is taken
    /// away is soon gone.
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private static final int MOST_TOKENS = 1000;
    private static final double QUESTIONS_A_SECOND = 20;

    private final BiFunction<String, AccessTo, Access> question;
    private final RateLimiter rate = RateLimiter.create(QUESTIONS_A_SECOND);
    private final Cache<Key, Access> known = CacheBuilder.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_TOKENS)
            .build();

    private record Key(HashCode token, AccessTo what) {}

    /// @param question asks the API server and waits for its answer
    TokenGate(BiFunction<String, AccessTo, Access> question) {
        this.question = question;
    }

    /// What is remembered. Never waits.
    Optional<Access> remembered(String token, AccessTo what) {
        return Optional.ofNullable(known.getIfPresent(key(token, what)));
    }

    /// Whether one more token may be asked about now.
    boolean hasRoom() {
        return rate.tryAcquire();
    }

    /// Asks, waits, and remembers all but failures.
    Access ask(String token, AccessTo what) {
        Key key = key(token, what);
        @Nullable Access earlier = known.getIfPresent(key);
        if (earlier != null) {
            return earlier;
        }
        Access access = question.apply(token, what);
        if (!(access instanceof Access.Unknown)) {
            known.put(key, access);
        }
        return access;
    }

    private static Key key(String token, AccessTo what) {
        return new Key(Hashing.sha256().hashString(token, StandardCharsets.UTF_8), what);
    }
}
