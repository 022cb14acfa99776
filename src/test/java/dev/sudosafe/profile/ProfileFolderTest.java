package dev.sudosafe.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFolderTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void yaml_and_json_files_are_read_and_others_not() throws IOException {
        for (String name : new String[] {"a.yaml", "b.yml", "c.json", "d.txt", ".e.yaml"}) {
            Files.writeString(folder.resolve(name), name);
        }
        assertThat(new ProfileFolder(folder).read()).containsOnlyKeys("a.yaml", "b.yml", "c.json");
    }

    @Test
    void a_mounted_config_map_is_read_through_its_links_once() throws IOException {
        Path generation = Files.createDirectory(folder.resolve("..2026_11_22"));
        Files.writeString(generation.resolve("a.yaml"), "text");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_22"));
        Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data", "a.yaml"));
        assertThat(new ProfileFolder(folder).read()).containsOnlyKeys("a.yaml").containsValue("text");
    }

    @Test
    void a_missing_folder_is_an_error() {
        assertThatThrownBy(() -> new ProfileFolder(folder.resolve("nowhere")).read())
                .isInstanceOf(IOException.class);
    }
}
