package dev.sudosafe.cli;

import dev.sudosafe.check.Checks;
import dev.sudosafe.dryrun.Input;
import dev.sudosafe.dryrun.Problem;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.profile.ProfileReader;
import dev.sudosafe.profile.ProfileSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The profiles that were named, or the built-in one.
///
/// @param problems if there are any, none of the profiles judges
record ProfileFiles(ProfileSet profiles, List<String> problems) {

    static ProfileFiles read(List<String> files, InputReader reader) {
        return files.isEmpty() ? new ProfileFiles(ProfileSet.builtIn(), List.of()) : readAll(files, reader);
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
        List<String> problems = new ArrayList<>();
        for (String file : files) {
            switch (reader.file(Path.of(file))) {
                case Input.Text(String name, String text) -> texts.put(name, text);
                case Input.Unreadable(String name, Problem problem) -> problems.add(problem.toString());
            }
        }
        ProfileSet profiles = ProfileSet.EMPTY.reload(texts, new ProfileReader(Checks.ids()));
        profiles.problems().forEach(problem -> problems.add(problem.toString()));
        return new ProfileFiles(profiles, problems);
    }
}
