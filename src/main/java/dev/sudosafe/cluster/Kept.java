package dev.sudosafe.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps of each object what is read from it, and lets the rest go: a claim of 2 kB leaves some 300 bytes. To the
/// informer it shows objects that have nothing but their names.
final class Kept<T> implements ItemStore<GenericKubernetesResource> {

    private final Map<String, T> items = new ConcurrentHashMap<>();
    private final Function<GenericKubernetesResource, T> reader;
    private final Runnable listed;
    private final AtomicLong version = new AtomicLong();

    /// @param listed told whenever the informer has read a whole list
    Kept(Function<GenericKubernetesResource, T> reader, Runnable listed) {
        this.reader = reader;
        this.listed = listed;
    }

    Optional<T> find(String key) {
        return Optional.ofNullable(items.get(key));
    }

    Stream<T> all() {
        return items.values().stream();
    }

    /// Counts the changes of what is kept: of a node's status, which comes every few minutes, that is mostly none.
    long version() {
        return version.get();
    }

    @Override
    public String getKey(GenericKubernetesResource resource) {
        return Cache.metaNamespaceKeyFunc(resource);
    }

    @Override
    public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource resource) {
        T item = reader.apply(resource);
        T old = items.put(key, item);
        if (!item.equals(old)) {
            version.incrementAndGet();
        }
        return named(key, old);
    }

    @Override
    public @Nullable GenericKubernetesResource remove(String key) {
        T old = items.remove(key);
        if (old != null) {
            version.incrementAndGet();
        }
        return named(key, old);
    }

    @Override
    public @Nullable GenericKubernetesResource get(String key) {
        return named(key, items.get(key));
    }

    @Override
    public Stream<String> keySet() {
        return items.keySet().stream();
    }

    /// What the informer asks for at the end of a list, and then only, to find out what is gone. It has no other word
    /// for a list that went well after others that did not.
    @Override
    public Stream<GenericKubernetesResource> values() {
        listed.run();
        return keySet().map(Kept::named);
    }

    @Override
    public int size() {
        return items.size();
    }

    /// So that the informer keeps no list of its own of what it has not told to handlers, of which there are none.
    @Override
    public boolean isFullState() {
        return false;
    }

    private @Nullable GenericKubernetesResource named(String key, @Nullable T item) {
        return item == null ? null : named(key);
    }

    private static GenericKubernetesResource named(String key) {
        int slash = key.indexOf('/');
        ObjectMetaBuilder metadata = new ObjectMetaBuilder().withName(key.substring(slash + 1));
        if (slash > 0) {
            metadata.withNamespace(key.substring(0, slash));
        }
        GenericKubernetesResource resource = new GenericKubernetesResource();
        resource.setMetadata(metadata.build());
        return resource;
    }
}
