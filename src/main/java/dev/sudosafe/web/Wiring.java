package dev.sudosafe.web;

import dev.sudosafe.admission.AdmissionService;
import dev.sudosafe.profile.ProfileFolder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Puts the parts together, which know nothing of Quarkus.
@ApplicationScoped
class Wiring {

    /// A ConfigMap comes up to a minute late anyway; reading a few small files a second costs nothing.
    private static final Duration POLL = Duration.ofSeconds(1);

    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("profiles").factory());

    @Produces
    @Singleton
    LiveProfiles profiles(SudosafeConfig config) throws IOException {
        Optional<Path> folder = config.profiles();
        return folder.isPresent() ? new LiveProfiles(new ProfileFolder(folder.get())) : new LiveProfiles();
    }

    @Produces
    @Singleton
    AdmissionService admission(LiveProfiles profiles) {
        return new AdmissionService(profiles);
    }

    void start(@Observes StartupEvent event, LiveProfiles profiles) {
        var _ = poller.scheduleWithFixedDelay(profiles::poll, POLL.toMillis(), POLL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        poller.shutdownNow();
    }
}
