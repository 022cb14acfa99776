package dev.sudosafe.web;

import dev.sudosafe.admission.AdmissionService.Reviewers;
import dev.sudosafe.check.Checks;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.ProfileFolder;
import dev.sudosafe.profile.ProfileReader;
import dev.sudosafe.profile.ProfileSet;
import dev.sudosafe.profile.WorkspaceProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// The profiles in force, with their reviewers, behind one volatile reference.
final class LiveProfiles implements Reviewers {

    private static final Logger LOG = Logger.getLogger(LiveProfiles.class);

    private final Optional<ProfileFolder> folder;
    private final Supplier<ClusterFacts> facts;
    private final Duration spreading;
    private final ProfileReader reader = new ProfileReader(Checks.ids());
    private SortedMap<String, String> texts = Collections.emptySortedMap();
    private OptionalLong changedAt = OptionalLong.empty();
    private volatile State state;

    /// What is in force at one moment.
    ///
    /// @param takenReloads how often files came that were taken over whole
    /// @param refusedReloads how often files came that were not
    /// @param complete whether every file has once had its profile in force, now or before: a broken file that is
    ///     added later makes no running process unready
    record State(
            ProfileSet profiles,
            Map<String, Reviewer> reviewers,
            int takenReloads,
            int refusedReloads,
            boolean complete) {

        static State first(ProfileSet profiles, Supplier<ClusterFacts> facts) {
            return new State(
                    profiles,
                    reviewersOf(profiles, facts),
                    0,
                    0,
                    profiles.filesWithoutProfile().isEmpty());
        }

        State next(ProfileSet profiles, Supplier<ClusterFacts> facts) {
            return new State(
                    profiles,
                    reviewersOf(profiles, facts),
                    takenReloads + (profiles.problems().isEmpty() ? 1 : 0),
                    refusedReloads + (profiles.problems().isEmpty() ? 0 : 1),
                    complete || profiles.filesWithoutProfile().isEmpty());
        }

        State spread(Supplier<ClusterFacts> facts) {
            ProfileSet settled = profiles.spread();
            return new State(settled, reviewersOf(settled, facts), takenReloads, refusedReloads, complete);
        }

        private static Map<String, Reviewer> reviewersOf(ProfileSet profiles, Supplier<ClusterFacts> facts) {
            return profiles.byFile().values().stream()
                    .map(generations -> new Reviewer(generations, facts))
                    .collect(Collectors.toUnmodifiableMap(LiveProfiles::name, Function.identity()));
        }
    }

    /// The built-in default profile, for good.
    LiveProfiles(Supplier<ClusterFacts> facts) {
        this.folder = Optional.empty();
        this.facts = facts;
        this.spreading = Duration.ZERO;
        this.state = State.first(ProfileSet.builtIn(), facts);
    }

    /// The profiles of a folder.
    ///
    /// @param spreading how long a change takes until every process has it
    /// @throws IOException if it cannot be read
    LiveProfiles(ProfileFolder folder, Supplier<ClusterFacts> facts, Duration spreading) throws IOException {
        this.folder = Optional.of(folder);
        this.facts = facts;
        this.spreading = spreading;
        this.texts = folder.read();
        this.state = State.first(ProfileSet.EMPTY.reload(texts, reader), facts);
        report();
    }

    /// The doors of a profile once it has taken the place of the one with its name.
    Reviewer asInstalled(WorkspaceProfile candidate) {
        Generations generations = state.profiles()
                .find(candidate.name())
                .map(inForce -> inForce.replacedBy(candidate).spread())
                .orElseGet(() -> Generations.first(candidate));
        return new Reviewer(generations, facts);
    }

    State state() {
        return state;
    }

    @Override
    public Optional<Reviewer> find(String profile) {
        return Optional.ofNullable(state.reviewers().get(profile));
    }

    /// Looks whether the files have changed. What cannot be read, or is no valid profile, leaves the last good one in
    /// force. Not for concurrent calls.
    void poll() {
        try {
            if (folder.isPresent()) {
                take(folder.get().read());
                settle();
            }
        } catch (IOException e) {
            LOG.warnf("cannot read the profiles, the last ones stay in force: %s", e);
        } catch (RuntimeException e) {
            // The executor that calls this would never call again.
            LOG.error("a bug in sudosafe: the profiles in force stay, whatever the files say now", e);
        }
    }

    private void take(SortedMap<String, String> next) {
        if (next.equals(texts)) {
            return;
        }
        texts = next;
        state = state.next(state.profiles().reload(next, reader), facts);
        changedAt = OptionalLong.of(System.nanoTime());
        report();
    }

    private void settle() {
        if (changedAt.isPresent() && System.nanoTime() - changedAt.getAsLong() >= spreading.toNanos()) {
            changedAt = OptionalLong.empty();
            state = state.spread(facts);
        }
    }

    private void report() {
        state.profiles().problems().forEach(problem -> LOG.errorf("profile refused: %s", problem));
        LOG.infof("profiles in force: %s", names());
    }

    private List<String> names() {
        return state.reviewers().keySet().stream().sorted().toList();
    }

    private static String name(Reviewer reviewer) {
        return reviewer.profile().name();
    }
}
