package dev.sudosafe.profile;

import java.util.List;

/// Names, each as it is or with one `*` for any characters there, none too.
public record NamePatterns(List<String> patterns) {

    private static final char ANY = '*';

    public NamePatterns {
        patterns = List.copyOf(patterns);
    }

    public boolean match(String name) {
        for (String pattern : patterns) {
            if (matches(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String name) {
        int star = pattern.indexOf(ANY);
        int rest = pattern.length() - star - 1;
        return star < 0
                ? name.equals(pattern)
                : name.length() >= star + rest
                        && name.regionMatches(0, pattern, 0, star)
                        && name.regionMatches(name.length() - rest, pattern, star + 1, rest);
    }
}
