package dev.sudosafe.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The objects of one kind, with the informer that keeps them current.
final class Watched<T> implements Known<T>, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Watched.class.getName());

    /// Objects in one answer to the first list, so that the answer for 10,000 of them is never in memory at once.
    private static final long PAGE = 500;

    private final Kind kind;
    private final Kept<T> kept;
    private final Contact contact = new Contact(InstantSource.system());
    private volatile @Nullable SharedIndexInformer<GenericKubernetesResource> informer;
    private volatile boolean listed;
    /// What went wrong since the last list that went well.
    private volatile @Nullable String failure;
    /// What the log was told last, since all was well.
    private volatile @Nullable String logged;

    /// @param reader makes of an object what is kept of it; must not fail
    Watched(Kind kind, Function<GenericKubernetesResource, T> reader) {
        this.kind = kind;
        this.kept = new Kept<>(reader, this::listed);
    }

    void start(KubernetesClient client) {
        SharedIndexInformer<GenericKubernetesResource> started = client.genericKubernetesResources(kind.definition())
                .inAnyNamespace()
                .withLimit(PAGE)
                .runnableInformer(0)
                .removeNamespaceIndex()
                .itemStore(kept)
                .exceptionHandler((isStarted, thrown) -> retryAfter(thrown));
        informer = started;
        var _ = started.start();
    }

    /// For want of a connection that could be tried again.
    void giveUp() {
        failure = "sudosafe could not start to watch them; its log has the details";
    }

    String plural() {
        return kind.plural();
    }

    /// A connection that is lost and soon made again leaves no gap, as what was known may still be so. To be refused
    /// does, as that may last for days.
    @Override
    public Optional<String> gap() {
        if (isWatching()) {
            contact.heard();
            logged = null;
            return Optional.empty();
        }
        String why = failure;
        if (why != null) {
            return Optional.of(kind.plural() + " cannot be read: " + why);
        }
        if (!listed) {
            return Optional.of(kind.plural() + " are not read yet");
        }
        return contact.isLost() ? Optional.of(silence()) : Optional.empty();
    }

    /// In words for an administrator.
    String state() {
        return gap().orElseGet(() ->
                kept.size() + (isWatching() ? " known" : " known, no word yet since the last connection"));
    }

    @Override
    public Optional<T> find(String key) {
        return kept.find(key);
    }

    @Override
    public Stream<T> all() {
        return kept.all();
    }

    @Override
    public long version() {
        return kept.version();
    }

    @Override
    public void close() {
        SharedIndexInformer<?> current = informer;
        if (current != null) {
            current.close();
        }
    }

    private void listed() {
        listed = true;
        failure = null;
        contact.heard();
    }

    private boolean isWatching() {
        SharedIndexInformer<?> current = informer;
        return current != null && current.isWatching();
    }

    /// Always, at growing intervals.
    private boolean retryAfter(Throwable thrown) {
        String why = Failure.why(thrown);
        failure = why;
        log(why, Failure.detail(thrown));
        return true;
    }

    private String silence() {
        String silence = kind.plural() + " were not heard of for some minutes";
        log(silence, silence);
        return silence;
    }

    /// Once, however often the same happens.
    private void log(String why, String detail) {
        if (!why.equals(logged)) {
            logged = why;
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be read, will try again: {1}", kind.plural(), detail);
        }
    }
}
