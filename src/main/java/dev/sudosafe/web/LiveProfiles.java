package dev.sudosafe.web;

import dev.sudosafe.admission.AdmissionService.Reviewers;
import dev.sudosafe.check.Checks;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.profile.ProfileFolder;
import dev.sudosafe.profile.ProfileReader;
import dev.sudosafe.profile.ProfileSet;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// The profiles in force, with their reviewers, behind one volatile reference.
final class LiveProfiles implements Reviewers {

    private static final Logger LOG = Logger.getLogger(LiveProfiles.class);

    private final Optional<ProfileFolder> folder;
    private final ProfileReader reader = new ProfileReader(Checks.ids());
    private SortedMap<String, String> texts = Collections.emptySortedMap();
    private volatile State state;

    /// What is in force at one moment.
    ///
    /// @param refusedReloads how often files came that were not taken over whole
    record State(ProfileSet profiles, Map<String, Reviewer> reviewers, int refusedReloads) {

        static State of(ProfileSet profiles, int refusedReloads) {
            Map<String, Reviewer> reviewers = profiles.byFile().values().stream()
                    .map(Reviewer::new)
                    .collect(Collectors.toUnmodifiableMap(LiveProfiles::name, Function.identity()));
            return new State(profiles, reviewers, refusedReloads);
        }
    }

    /// The built-in default profile, for good.
    LiveProfiles() {
        this.folder = Optional.empty();
        this.state = State.of(ProfileSet.builtIn(), 0);
    }

    /// The profiles of a folder.
    ///
    /// @throws IOException if it cannot be read
    LiveProfiles(ProfileFolder folder) throws IOException {
        this.folder = Optional.of(folder);
        this.state = State.of(ProfileSet.EMPTY, 0);
        take(folder.read());
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
        ProfileSet profiles = state.profiles().reload(next, reader);
        boolean refused = !profiles.problems().isEmpty();
        state = State.of(profiles, state.refusedReloads() + (refused ? 1 : 0));
        profiles.problems().forEach(problem -> LOG.errorf("profile refused: %s", problem));
        LOG.infof("profiles in force: %s", names());
    }

    private List<String> names() {
        return state.reviewers().keySet().stream().sorted().toList();
    }

    private static String name(Reviewer reviewer) {
        return reviewer.profile().name();
    }
}
