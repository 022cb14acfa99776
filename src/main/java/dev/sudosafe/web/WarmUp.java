package dev.sudosafe.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.admission.AdmissionService;
import dev.sudosafe.admission.AdmissionService.Door;
import dev.sudosafe.admission.NotAReviewException;
import dev.sudosafe.engine.Reviewer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Reviews of our own before the first one of an API server, as a JVM answers its first calls many times slower than
/// its ten-thousandth. So many as the compilers need to begin with what is hot, or until the time is up.
final class WarmUp {

    /// The JVM counts calls, not seconds: the slower it is, the longer this takes.
    private static final int CALLS = 1200;

    /// As many at once as keep the server busy.
    private static final int CALLERS = 4;

    /// One call of so many has a connection of its own.
    private static final int FRESH = 25;

    /// All profiles share their code; more of them teach the JVM nothing.
    private static final int PROFILES = 2;

    private final List<Work> work;
    private final AtomicInteger begun = new AtomicInteger();
    private final long end;

    private record Work(Door door, String profile, Buffer body) {
        OwnCall.Review review() {
            return new OwnCall.Review("/" + door.name().toLowerCase(Locale.ROOT) + "/" + profile, body);
        }
    }

    /// @param reviewers of the profiles whose doors are used, by name
    /// @param limit the time that it may take
    WarmUp(Map<String, Reviewer> reviewers, Duration limit) {
        this.work = reviewers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(PROFILES)
                .flatMap(profile -> work(profile.getKey(), profile.getValue()))
                .toList();
        this.end = System.nanoTime() + limit.toNanos();
    }

    private static Stream<Work> work(String profile, Reviewer reviewer) {
        return Stream.of(
                new Work(Door.MUTATE, profile, body(CannedReview.workspace())),
                new Work(Door.VALIDATE, profile, body(CannedReview.mutatedWorkspace(reviewer))));
    }

    private static Buffer body(ObjectNode review) {
        return Buffer.buffer(review.toString());
    }

    /// Over TLS, by kept connections and new ones. Whoever is not answered calls no more.
    ///
    /// @return done when it is over; never failed
    Future<Void> overTls(Vertx vertx, int port) {
        OwnCall kept = OwnCall.over(vertx, port, CALLERS, true);
        OwnCall fresh = OwnCall.over(vertx, port, CALLERS, false);
        List<Future<Void>> callers =
                Stream.generate(() -> caller(kept, fresh)).limit(CALLERS).toList();
        return Future.join(callers).<Void>mapEmpty().onComplete(done -> {
            kept.close();
            fresh.close();
        });
    }

    /// Without a connection, where none of ours would be answered.
    void inProcess(AdmissionService admission, ReviewRecords records) {
        try {
            while (!isOver()) {
                Work next = next();
                records.add(admission.review(
                        next.door(), next.profile(), next.body().getBytes()));
            }
        } catch (NotAReviewException e) {
            throw new IllegalStateException(e);
        }
    }

    private Future<Void> caller(OwnCall kept, OwnCall fresh) {
        Promise<Void> done = Promise.promise();
        call(kept, fresh, done);
        return done.future();
    }

    private void call(OwnCall kept, OwnCall fresh, Promise<Void> done) {
        if (isOver()) {
            done.complete();
            return;
        }
        Work next = next();
        boolean alone = begun.get() % FRESH == 0;
        (alone ? fresh : kept).post(next.review()).onComplete(answered -> {
            if (answered.succeeded()) {
                call(kept, fresh, done);
            } else {
                done.complete();
            }
        });
    }

    private Work next() {
        return work.get(Math.floorMod(begun.getAndIncrement(), work.size()));
    }

    private boolean isOver() {
        return work.isEmpty() || begun.get() >= CALLS || System.nanoTime() - end >= 0;
    }
}
