package dev.sudosafe.cli;

import dev.sudosafe.check.Checks;
import dev.sudosafe.dryrun.Input;
import dev.sudosafe.dryrun.Problem;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.profile.ProfileReader;
import dev.sudosafe.profile.ProfileSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The profiles that were named, or the built-in one.
///
/// @param unreadable the files that hold no text
record ProfileFiles(ProfileSet profiles, List<Problem> unreadable) {

    static ProfileFiles read(List<String> files, InputReader reader) {
        return files.isEmpty() ? new ProfileFiles(ProfileSet.builtIn(), List.of()) : readAll(files, reader);
    }

    /// If there are any, none of the profiles judges.
    List<String> problems() {
        return Stream.concat(
                        unreadable.stream().map(Problem::toString),
                        profiles.problems().stream().map(Object::toString))
                .toList();
    }

    /// By name of the profile.
    List<Reviewer> reviewers() {
        return profiles.byFile().values().stream()
                .map(Reviewer::new)
                .sorted(Comparator.comparing(reviewer -> reviewer.profile().name()))
                .toList();
    }

    private static ProfileFiles readAll(List<String> files, InputReader reader) {
        SortedMap<String, String> texts = new TreeMap<>();
        List<Problem> unreadable = new ArrayList<>();
        files.stream().map(reader::one).forEach(input -> {
            switch (input) {
                case Input.Text(String name, String text) -> texts.put(name, text);
                case Input.Unreadable(String name, Problem problem) -> unreadable.add(problem);
            }
        });
        return new ProfileFiles(ProfileSet.EMPTY.reload(texts, new ProfileReader(Checks.ids())), unreadable);
    }
}
