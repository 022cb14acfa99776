package dev.sudosafe.profile;

import java.util.List;

/// Names, each as it is or with `*` at its end for all that begin so.
public record NamePatterns(List<String> patterns) {

    private static final String ANY = "*";

    public NamePatterns {
        patterns = List.copyOf(patterns);
    }

    public boolean match(String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith(ANY)
                ? name.startsWith(pattern.substring(0, pattern.length() - ANY.length()))
                : name.equals(pattern);
    }
}
