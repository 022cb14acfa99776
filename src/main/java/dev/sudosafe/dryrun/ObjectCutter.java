package dev.sudosafe.dryrun;

import java.util.ArrayList;
import java.util.List;

/// Cuts a text of JSON objects that follow each other, as `jq` writes them, into the objects. From where the text is
/// something else on, it stays whole.
final class ObjectCutter {

    private final Piece whole;
    private final String text;
    private int at;
    private int line;
    private int lineStart;

    private ObjectCutter(Piece whole) {
        this.whole = whole;
        this.text = whole.text();
    }

    static List<Piece> cut(Piece piece) {
        return new ObjectCutter(piece).cut();
    }

    private List<Piece> cut() {
        List<Piece> pieces = new ArrayList<>();
        for (skipBlanks(); at < text.length(); skipBlanks()) {
            int start = at;
            int column = at - lineStart + (line == 0 ? whole.column() : 0);
            int before = whole.line() + line;
            skipObject();
            pieces.add(new Piece(text.substring(start, at), before, column));
        }
        return pieces;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            advance();
        }
    }

    /// To the brace that closes the one here; to the end of the text where there is none.
    private void skipObject() {
        int open = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            advance();
            switch (c) {
                case '{' -> open++;
                case '}' -> open--;
                case '"' -> skipString();
                default -> {}
            }
            if (c == '}' && open == 0) {
                return;
            }
        }
    }

    /// Past the closing quote.
    private void skipString() {
        while (at < text.length()) {
            char c = text.charAt(at);
            advance();
            switch (c) {
                case '"' -> {
                    return;
                }
                case '\\' -> advance();
                default -> {}
            }
        }
    }

    private void advance() {
        if (at < text.length()) {
            if (text.charAt(at) == '\n') {
                line++;
                lineStart = at + 1;
            }
            at++;
        }
    }
}
