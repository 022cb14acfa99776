package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.dryrun.Palette;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `sudosafe ui` with a server that only notes what it was asked.
class UiCommandTest {

    private final List<LocalPage.Settings> served = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void the_address_hands_the_token_over() {
        assertThat(run("ui", "--no-open")).isZero();

        LocalPage.Settings settings = served.getFirst();
        assertThat(text())
                .startsWith(
                        "The page is at http://127.0.0.1:%d/#token=%s\n".formatted(settings.port(), settings.token()));
    }

    @Test
    void the_token_is_another_one_each_time() {
        run("ui", "--no-open");
        run("ui", "--no-open");

        assertThat(served.get(0).token()).hasSize(32).isNotEqualTo(served.get(1).token());
    }

    @Test
    void a_folder_of_profiles_is_served_by() {
        run("ui", "--no-open", "--profiles", folder.toString());

        assertThat(served.getFirst().profiles()).isEqualTo(Optional.of(folder));
    }

    @Test
    void a_folder_that_is_none_is_told() {
        assertThat(run("ui", "--no-open", "--profiles", "nowhere")).isEqualTo(2);

        assertThat(text()).isEqualTo("sudosafe: --profiles: nowhere is no folder: name the folder with the profiles\n");
        assertThat(served).isEmpty();
    }

    @Test
    void a_port_that_is_taken_is_told() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("ui", "--no-open", "--port", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(2);
        }

        assertThat(text()).contains("choose another, or none");
    }

    private int run(String... arguments) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Main.run(
                arguments,
                new Terminal(InputStream.nullInputStream(), print, print, Palette.PLAIN),
                (settings, ready) -> {
                    served.add(settings);
                    ready.run();
                });
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
