package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An expected output in a file. `-Dgolden.rewrite=true` rewrites it, and that run fails.
record Golden(String name) {

    void holds(String actual) throws IOException {
        Path file = Path.of(Ran.RESOURCES, "golden", name);
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(Path.of(Ran.RESOURCES, "golden"));
            Files.writeString(file, actual);
            fail("rewrote " + file);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
