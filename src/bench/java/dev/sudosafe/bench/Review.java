package dev.sudosafe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A pod's way through both doors, as a real API server has sent it. `make bench ONLY=capture` makes the files anew.
///
/// @param findings how many the validating door must have; 0 for a pod that is admitted
record Review(String name, int findings) {

    static final Path FOLDER = Path.of("src", "bench", "resources", "reviews");

    /// A pod of one container as developers write it.
    static final Review SMALL = new Review("small", 0);

    /// A workspace as GitLab makes it.
    static final Review GITLAB = new Review("gitlab", 0);

    /// A workspace with the variables, sidecars and annotations that collect in a large organisation.
    static final Review LARGE = new Review("large", 0);

    static final Review REFUSED = new Review("refused", 10);

    static final List<Review> ALL = List.of(SMALL, GITLAB, LARGE, REFUSED);

    Path mutating() {
        return FOLDER.resolve(name + ".mutate.json");
    }

    Path validating() {
        return FOLDER.resolve(name + ".validate.json");
    }

    static int bytes(Path file) {
        try {
            return Math.toIntExact(Files.size(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
