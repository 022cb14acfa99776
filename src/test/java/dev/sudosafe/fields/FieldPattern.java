package dev.sudosafe.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Several leaves in one text: `{a,b}` is `a` and `b`, at any depth, and `*containers` are `containers`,
/// `initContainers` and `ephemeralContainers`.
record FieldPattern(String text) {

    private static final List<String> KINDS = List.of("c", "initC", "ephemeralC");

    /// The leaves, as the API server writes paths.
    Stream<String> leaves() {
        return alternatives(text).flatMap(FieldPattern::kinds);
    }

    private static Stream<String> kinds(String path) {
        return path.contains("*c") ? KINDS.stream().map(kind -> path.replace("*c", kind)) : Stream.of(path);
    }

    private static Stream<String> alternatives(String text) {
        int open = text.indexOf('{');
        if (open < 0) {
            return Stream.of(text);
        }
        List<String> options = new ArrayList<>();
        int depth = 0;
        int start = open + 1;
        for (int i = open; i < text.length(); i++) {
            char at = text.charAt(i);
            depth += at == '{' ? 1 : at == '}' ? -1 : 0;
            if (depth == 0 || (depth == 1 && at == ',')) {
                options.add(text.substring(start, i));
                start = i + 1;
            }
            if (depth == 0) {
                String before = text.substring(0, open);
                String behind = text.substring(start);
                return options.stream().flatMap(option -> alternatives(before + option + behind));
            }
        }
        throw new IllegalArgumentException("a brace is not closed: " + text);
    }
}
