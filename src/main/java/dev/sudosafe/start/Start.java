package dev.sudosafe.start;

import dev.sudosafe.cli.Main;
import dev.sudosafe.web.Server;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;

/// The server without arguments, the command line with some: so the image is both, and has one entry point.
@QuarkusMain
public class Start {

    public static void main(String... arguments) throws IOException {
        if (arguments.length == 0) {
            Server.main();
        } else {
            Main.main(arguments);
        }
    }
}
