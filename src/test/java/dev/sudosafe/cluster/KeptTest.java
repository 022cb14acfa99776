package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the informer sees of what is kept.
class KeptTest {

    private int lists;
    private final Kept<String> kept = new Kept<>(resource -> "read", () -> lists++);

    @Test
    void an_object_is_found_by_namespace_and_name() {
        put("dev", "a");

        assertThat(kept.find("dev/a")).contains("read");
        assertThat(kept.find("a")).isEmpty();
    }

    @Test
    void an_object_without_namespace_is_found_by_its_name() {
        put(null, "a");

        assertThat(kept.find("a")).contains("read");
    }

    @Test
    void an_object_that_the_informer_removes_is_gone() {
        put("dev", "a");

        assertThat(kept.remove("dev/a")).isNotNull();
        assertThat(kept.find("dev/a")).isEmpty();
        assertThat(kept.remove("dev/a")).isNull();
    }

    @Test
    void the_end_of_a_list_is_told() {
        put("dev", "a");
        assertThat(lists).isZero();

        assertThat(kept.values()).hasSize(1);
        assertThat(lists).isEqualTo(1);
    }

    @Test
    void the_informer_gets_the_keys_back_from_what_is_shown_to_it() {
        put("dev", "a");
        put(null, "b");

        assertThat(kept.values().map(kept::getKey)).containsExactlyInAnyOrder("dev/a", "b");
    }

    private void put(@Nullable String namespace, String name) {
        GenericKubernetesResource resource = new GenericKubernetesResource();
        resource.setMetadata(
                new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
        var _ = kept.put(kept.getKey(resource), resource);
    }
}
