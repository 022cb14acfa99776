package dev.sudosafe.dryrun;

import dev.sudosafe.check.Checks;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.profile.ProfileProblem;
import dev.sudosafe.profile.ProfileReader;
import dev.sudosafe.profile.ProfileResult;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Profiles among documents: to be judged by as if they were installed.
///
/// @param problems if there are any, the profiles are not all there
/// @param others what else was read
public record Candidates(List<WorkspaceProfile> profiles, List<String> problems, List<Reading> others) {

    public Candidates {
        profiles = List.copyOf(profiles);
        problems = List.copyOf(problems);
        others = List.copyOf(others);
    }

    /// Those among what was read.
    public static Candidates among(List<Reading> readings) {
        ProfileReader reader = new ProfileReader(Checks.ids());
        List<WorkspaceProfile> profiles = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Reading> others = new ArrayList<>();
        for (Reading reading : readings) {
            if (reading instanceof Reading.Found(Document document) && isProfile(document)) {
                switch (reader.read(document.file(), document.own())) {
                    case ProfileResult.Accepted(WorkspaceProfile profile) -> profiles.add(profile);
                    case ProfileResult.Refused(List<ProfileProblem> found) ->
                        found.forEach(problem -> problems.add(problem.toString()));
                }
            } else {
                others.add(reading);
            }
        }
        return new Candidates(profiles, problems, others);
    }

    private static boolean isProfile(Document document) {
        return document.kind().equals(WorkspaceProfile.KIND);
    }

    /// The reviewers once these profiles are installed: one with the name of an installed one takes its place. In the
    /// order of their names.
    ///
    /// @param make the reviewer of a new profile
    public List<Reviewer> installedOver(Collection<Reviewer> installed, Function<WorkspaceProfile, Reviewer> make) {
        Map<String, Reviewer> byName = new TreeMap<>();
        installed.forEach(reviewer -> byName.put(reviewer.profile().name(), reviewer));
        profiles.forEach(profile -> byName.put(profile.name(), make.apply(profile)));
        return List.copyOf(byName.values());
    }
}
