package dev.sudosafe.pod;

import java.util.regex.Pattern;

/// Text that pod authors choose, for terminals and logs: none of it shall reach one as an escape sequence, a new line
/// or a change of direction.
public final class Printable {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");

    private Printable() {}

    /// The text with a question mark for each character that does more than show itself.
    public static String of(String text) {
        return isPlain(text) ? text : UNPRINTABLE.matcher(text).replaceAll("?");
    }

    /// Whether it is printable ASCII, which nearly all of it is, at a hundredth of the pattern's cost.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }
}
