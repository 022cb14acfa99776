package dev.sudosafe.cli;

/// What a command's end says: the worst of what it met.
enum ExitCode {
    ADMITTED(0),
    DENIED(1),
    UNJUDGED(2);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    ExitCode or(ExitCode other) {
        return code >= other.code ? this : other;
    }
}
