package dev.sudosafe.profile;

import dev.sudosafe.manifest.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The profiles in force, and what is wrong with the files that are not.
///
/// @param byFile the profiles by the file they were read from
/// @param problems of the files as they are now; for such a file its last good profile, if there was one, stays in
/// force
public record ProfileSet(SortedMap<String, Generations> byFile, List<ProfileProblem> problems) {

    public static final ProfileSet EMPTY = new ProfileSet(new TreeMap<>(), List.of());

    public ProfileSet {
        byFile = Collections.unmodifiableSortedMap(new TreeMap<>(byFile));
        problems = List.copyOf(problems);
    }

    /// The built-in default profile alone.
    public static ProfileSet builtIn() {
        return new ProfileSet(
                new TreeMap<>(Map.of("built-in", Generations.first(WorkspaceProfile.builtIn()))), List.of());
    }

    public Optional<Generations> find(String name) {
        return byFile.values().stream()
                .filter(profile -> profile.current().name().equals(name))
                .findFirst();
    }

    /// The refused files that have no last good profile.
    public List<String> filesWithoutProfile() {
        return problems.stream()
                .map(ProfileProblem::file)
                .distinct()
                .filter(file -> !byFile.containsKey(file))
                .toList();
    }

    /// The set once every process has these profiles.
    public ProfileSet spread() {
        SortedMap<String, Generations> settled = new TreeMap<>(byFile);
        settled.replaceAll((file, profile) -> profile.spread());
        return new ProfileSet(settled, problems);
    }

    /// The set after the files have become these.
    ///
    /// @param texts by file name
    public ProfileSet reload(SortedMap<String, String> texts, ProfileReader reader) {
        SortedMap<String, Generations> next = new TreeMap<>();
        List<ProfileProblem> wrong = new ArrayList<>();
        texts.forEach((file, text) -> {
            Optional<Generations> lastGood = Optional.ofNullable(byFile.get(file));
            switch (withoutTwin(reader.read(file, text), file, next)) {
                case ProfileResult.Accepted(WorkspaceProfile profile) ->
                    next.put(
                            file,
                            lastGood.map(old -> old.replacedBy(profile)).orElseGet(() -> Generations.first(profile)));
                case ProfileResult.Refused(List<ProfileProblem> found) -> {
                    wrong.addAll(found);
                    lastGood.filter(old -> holderOf(old.current(), next).isEmpty())
                            .ifPresent(old -> next.put(file, old));
                }
            }
        });
        return new ProfileSet(next, wrong);
    }

    private static ProfileResult withoutTwin(ProfileResult result, String file, Map<String, Generations> earlier) {
        return result instanceof ProfileResult.Accepted(WorkspaceProfile profile)
                ? holderOf(profile, earlier)
                        .map(holder -> twin(file, profile, holder))
                        .orElse(result)
                : result;
    }

    /// The file whose profile has this one's name.
    private static Optional<String> holderOf(WorkspaceProfile profile, Map<String, Generations> profiles) {
        return profiles.entrySet().stream()
                .filter(entry -> entry.getValue().current().name().equals(profile.name()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static ProfileResult twin(String file, WorkspaceProfile profile, String other) {
        String message = "profile \"%s\" is in %s already: give it another name".formatted(profile.name(), other);
        return new ProfileResult.Refused(
                List.of(new ProfileProblem(file, new Position(1, 1), "metadata.name", message)));
    }
}
