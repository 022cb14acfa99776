package dev.sudosafe.start;

import dev.sudosafe.cli.LocalPage;
import dev.sudosafe.cli.Main;
import dev.sudosafe.web.LocalServer;
import dev.sudosafe.web.Server;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The server without arguments, the command line with some: so the image is both, and has one entry point.
@QuarkusMain
public class Start {

    public static void main(String... arguments) throws IOException {
        if (arguments.length == 0) {
            Server.main();
        } else {
            Main.main(arguments, Start::serve);
        }
    }

    private static void serve(LocalPage.Settings settings, Runnable ready) {
        try {
            LocalServer.run(settings.profiles(), settings.port(), settings.token(), ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
