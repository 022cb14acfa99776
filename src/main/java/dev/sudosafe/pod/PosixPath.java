package dev.sudosafe.pod;

import java.util.ArrayDeque;
import java.util.Deque;

/// A path in a container, as its author wrote it: absolute or not, with or without detours.
public record PosixPath(String text) {

    /// Whether it is this folder, or below it, once `.`, `..` and empty parts are taken out. A relative path is read
    /// from the root. Symbolic links of the image are not known.
    ///
    /// @param folder absolute and plain, such as `/proc`
    public boolean isWithin(String folder) {
        return (plain() + "/").startsWith(folder + "/");
    }

    private String plain() {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : text.split("/", -1)) {
            switch (part) {
                case "", "." -> {}
                case ".." -> parts.pollLast();
                default -> parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }
}
