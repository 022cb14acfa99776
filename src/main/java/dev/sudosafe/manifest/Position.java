package dev.sudosafe.manifest;

/// A place in a file; line and column count from 1.
public record Position(int line, int column) {
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
