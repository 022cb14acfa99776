package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassCacheTest {

    @Test
    void a_cache_beside_which_nothing_is_shared_is_unused() {
        assertThat(ClassCache.unused("/opt/sudosafe/sudosafe.aot", "mixed mode"))
                .contains("/opt/sudosafe/sudosafe.aot");
    }

    @Test
    void a_cache_that_is_shared_is_used() {
        assertThat(ClassCache.unused("/opt/sudosafe/sudosafe.aot", "mixed mode, sharing"))
                .isEmpty();
    }

    @Test
    void without_a_cache_none_is_unused() {
        assertThat(ClassCache.unused("", "mixed mode")).isEmpty();
    }

    @Test
    void this_jvm_has_none() {
        assertThat(ClassCache.unused()).isEmpty();
    }
}
