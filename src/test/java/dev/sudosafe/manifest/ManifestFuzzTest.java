package dev.sudosafe.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sudosafe.fixture.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Any text as YAML: documents, or the one exception that says where it is wrong.
class ManifestFuzzTest {

    static Stream<byte[]> seeds() throws IOException {
        try (Stream<Path> files = Files.list(Documents.resource("injections"))) {
            return files.map(Documents::text).toList().stream().map(text -> text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "150s")
    void any_text_is_read_or_refused_with_its_place(byte[] bytes) {
        try {
            ManifestReader.read(new String(bytes, StandardCharsets.UTF_8))
                    .forEach(document -> assertThat(document.json()).isNotNull());
        } catch (MalformedManifestException e) {
            assertThat(e.position().line()).isPositive();
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
