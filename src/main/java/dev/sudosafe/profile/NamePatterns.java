package dev.sudosafe.profile;

import java.util.List;

/// Names, each as it is or with one `*` for any characters there, none too.
public record NamePatterns(List<String> patterns) {

    private static final String ANY = "*";

    public NamePatterns {
        patterns = List.copyOf(patterns);
    }

    public boolean match(String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        int star = pattern.indexOf(ANY);
        return star < 0
                ? name.equals(pattern)
                : name.length() >= pattern.length() - ANY.length()
                        && name.startsWith(pattern.substring(0, star))
                        && name.endsWith(pattern.substring(star + ANY.length()));
    }
}
