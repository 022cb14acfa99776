package dev.sudosafe.dryrun;

import java.util.ArrayList;
import java.util.List;

/// Cuts a text at the lines `---`: whatever stands before such a line, a YAML document ends there.
final class DocumentCutter {

    private static final String MARKER = "---";

    private DocumentCutter() {}

    static List<Piece> cut(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int first = 0;
        int line = 0;
        boolean content = false;
        for (String next : lines(text)) {
            if (content && isMarker(next)) {
                pieces.add(new Piece(piece.toString(), first, 0));
                piece.setLength(0);
                first = line;
                content = false;
            }
            content |= !isPreamble(next);
            piece.append(next);
            line++;
        }
        pieces.add(new Piece(piece.toString(), first, 0));
        return pieces;
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end + 1));
            start = end + 1;
        }
        lines.add(text.substring(start));
        return lines;
    }

    private static boolean isMarker(String line) {
        return line.startsWith(MARKER)
                && (line.length() == MARKER.length() || Character.isWhitespace(line.charAt(MARKER.length())));
    }

    // Comments and directives belong to the document that they precede.
    private static boolean isPreamble(String line) {
        return line.isBlank() || line.startsWith("#") || line.startsWith("%");
    }
}
