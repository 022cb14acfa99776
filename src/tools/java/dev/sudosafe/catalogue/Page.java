package dev.sudosafe.catalogue;

import java.nio.file.Path;

/// A generated file as it should be.
public record Page(Path file, String text) {

    /// From a folder of pages in `docs` to the root of the repository.
    static final String ROOT = "../../";

    @Override
    public String toString() {
        return file.toString();
    }
}
