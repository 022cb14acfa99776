package dev.sudosafe.cli;

import java.nio.file.Path;
import java.util.Optional;

/// The server as `sudosafe ui` wants it, which the command line itself knows nothing of.
@FunctionalInterface
public interface LocalPage {

    /// Serves until the process is told to end.
    ///
    /// @param ready is run once the page can be called
    void serve(Settings settings, Runnable ready);

    /// How to serve.
    ///
    /// @param profiles the folder of profiles; without: the built-in one
    /// @param port of the loopback interface
    /// @param token the only one that may ask
    record Settings(Optional<Path> profiles, int port, String token) {}
}
