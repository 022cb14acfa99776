package dev.sudosafe.cli;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// What a command reads from and writes to. A stream that nobody reads any more (`| head`) swallows the rest, as
/// print streams do.
///
/// @param colour whether `out` is a terminal that wants colour
record Terminal(InputStream in, PrintStream out, PrintStream err, boolean colour) {

    /// The colours of the output.
    enum Colour {
        RED(31),
        GREEN(32),
        YELLOW(33),
        GREY(90);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }

    String paint(Colour wanted, String text) {
        return colour ? "\u001b[%dm%s\u001b[0m".formatted(wanted.code, text) : text;
    }

    void problem(Problem problem) {
        note(problem.toString());
    }

    /// A line for people, on the error stream.
    void note(String text) {
        err.println("sudosafe: " + Printable.line(text));
    }

    PrintWriter writer() {
        return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
    }

    PrintWriter errorWriter() {
        return new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
    }
}
