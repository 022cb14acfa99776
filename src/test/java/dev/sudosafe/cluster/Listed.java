package dev.sudosafe.cluster;

import dev.sudosafe.fixture.Documents;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Objects from YAML, kept as an informer would keep them.
final class Listed<T> implements Known<T> {

    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private final Kept<T> kept;
    private Optional<String> gap = Optional.empty();

    Listed(Function<GenericKubernetesResource, T> reader) {
        this.kept = new Kept<>(reader, () -> {});
    }

    void add(String yaml) {
        GenericKubernetesResource resource =
                JSON.unmarshal(Documents.tree(yaml).toString(), GenericKubernetesResource.class);
        var _ = kept.put(kept.getKey(resource), resource);
    }

    void remove(String key) {
        var _ = kept.remove(key);
    }

    void lose(String why) {
        gap = Optional.of(why);
    }

    @Override
    public Optional<String> gap() {
        return gap;
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
}
