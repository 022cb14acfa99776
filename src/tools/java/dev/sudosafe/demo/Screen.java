package dev.sudosafe.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;

/// What the demo prints, in colour on a terminal.
final class Screen {

    private static final String RESET = "\u001b[0m";

    private final PrintStream out;
    private final boolean colored;

    Screen(PrintStream out, boolean colored) {
        this.out = out;
        this.colored = colored;
    }

    /// The screen of this process. Colour is for terminals, and not for those who set NO_COLOR.
    @SuppressWarnings("SystemConsoleNull") // since JDK 22 a console may be there without a terminal
    static Screen standard() {
        boolean terminal = System.console() != null && System.console().isTerminal();
        return new Screen(System.out, terminal && System.getenv("NO_COLOR") == null);
    }

    void title(String text) {
        out.println();
        out.println(paint("1", text));
    }

    void line(String text) {
        out.println(text);
    }

    void good(String text) {
        out.println(paint("32", "  ✓ " + text));
    }

    void bad(String text) {
        out.println(paint("31", "  ✗ " + text));
    }

    void command(String text) {
        out.println(paint("36", "  $ " + text));
    }

    /// A line of a unified diff.
    void diff(String text) {
        String color = switch (text.isEmpty() ? ' ' : text.charAt(0)) {
            case '+' -> "32";
            case '-' -> "31";
            case '@' -> "36";
            default -> "";
        };
        out.println("  " + (color.isEmpty() ? text : paint(color, text)));
    }

    /// Does something that takes a while, and says how long it took.
    <T> T timed(String what, Callable<T> action) throws Exception {
        out.print("  " + what + " ... ");
        out.flush();
        Instant start = Instant.now();
        T result = action.call();
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        out.println(String.format(Locale.ROOT, "%.1f s", seconds));
        return result;
    }

    private String paint(String color, String text) {
        return colored ? "\u001b[" + color + "m" + text + RESET : text;
    }
}
