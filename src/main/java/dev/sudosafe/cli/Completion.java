package dev.sudosafe.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/// What may stand in the place of the last word, for shells that ask at each key, in the form that kubectl expects of
/// its plugins: a line each, and a number that says whether there may be a file instead.
record Completion(CommandSpec commands) {

    /// The first word of a command line that asks.
    static final String WORD = "__complete";

    private static final String FILES = ":0";
    private static final String NO_FILES = ":4";

    /// @param words of the command line behind `sudosafe`, the last of them perhaps unfinished or empty
    List<String> lines(List<String> words) {
        String last = words.isEmpty() ? "" : words.getLast();
        List<CharSequence> rests = new ArrayList<>();
        AutoComplete.complete(
                commands,
                words.isEmpty() ? new String[] {""} : words.toArray(String[]::new),
                Math.max(words.size() - 1, 0),
                last.length(),
                String.join(" ", words).length(),
                rests);
        List<String> lines = new ArrayList<>(rests.stream()
                .map(rest -> last + rest)
                .filter(word -> last.startsWith("-") || !word.startsWith("-"))
                .sorted()
                .distinct()
                .toList());
        lines.add(lines.isEmpty() ? FILES : NO_FILES);
        return lines;
    }
}
