package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.OpenSSLEngineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TlsEngineTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void on_linux_it_is_native() {
        assertThat(TlsEngine.missing()).isEmpty();
        assertThat(TlsEngine.fastest()).isInstanceOf(OpenSSLEngineOptions.class);
    }
}
