package dev.sudosafe.dryrun;

/// Text from files made fit for a terminal: a hostile name must neither move the cursor nor begin a line.
public final class Printable {

    private Printable() {}

    public static String line(String text) {
        return text.codePoints().anyMatch(Printable::isControl) ? escape(text) : text;
    }

    private static String escape(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isControl(c)) {
                line.append("\\u%04x".formatted(c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return line.toString();
    }

    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
