package dev.sudosafe.dryrun;

/// Whether texts are coloured.
public enum Palette {
    PLAIN,
    /// By the escape sequences of terminals.
    TERMINAL;

    /// The colours of the output.
    public enum Colour {
        RED(31),
        GREEN(32),
        YELLOW(33),
        GREY(90);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }

    public String paint(Colour wanted, String text) {
        return switch (this) {
            case PLAIN -> text;
            case TERMINAL -> "\u001b[%dm%s\u001b[0m".formatted(wanted.code, text);
        };
    }
}
