package dev.sudosafe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

/// The browser of whoever sits at the machine, if there is one.
final class Browser {

    private Browser() {}

    /// Opens an address that is a secret. By a file that only its owner may read, as everybody sees the arguments of a
    /// program.
    ///
    /// @return whether there is a browser to be asked
    static boolean open(String address) {
        try {
            Path page = Files.createTempFile(
                    "sudosafe",
                    ".html",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            page.toFile().deleteOnExit();
            Files.writeString(
                    page, "<!doctype html><meta http-equiv=\"refresh\" content=\"0; url=%s\">%n".formatted(address));
            new ProcessBuilder(List.of(opener(), page.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static String opener() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "open" : "xdg-open";
    }
}
