package dev.sudosafe.cluster;

/// What a program came to.
///
/// @param out its standard output
/// @param err its standard error, which kubectl writes refusals and warnings to
public record Output(int exitCode, String out, String err) {

    public boolean succeeded() {
        return exitCode == 0;
    }

    /// Its standard output.
    ///
    /// @throws IllegalStateException if it failed, with what it said
    public String require() {
        if (!succeeded()) {
            throw new IllegalStateException("exit code " + exitCode + ": " + err);
        }
        return out;
    }
}
