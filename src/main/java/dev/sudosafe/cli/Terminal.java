package dev.sudosafe.cli;

import dev.sudosafe.dryrun.Palette;
import dev.sudosafe.dryrun.Printable;
import dev.sudosafe.dryrun.Problem;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// What a command reads from and writes to. A stream that nobody reads any more (`| head`) swallows the rest, as
/// print streams do.
record Terminal(InputStream in, PrintStream out, PrintStream err, Palette palette) {

    void problem(Problem problem) {
        note(problem.toString());
    }

    /// A line for people that is the answer.
    void print(String text) {
        out.println(Printable.line(text));
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
