package dev.sudosafe.sidecar;

import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The sidecars that a pod may have by some profiles, made once for all pods.
public final class Sidecars {

    private final List<Candidate> candidates;

    private record Candidate(Isolation isolation, DockerSidecar sidecar) {}

    /// @param profiles in the order in which their sidecars are tried
    public Sidecars(Stream<WorkspaceProfile> profiles) {
        this.candidates = profiles.flatMap(Sidecars::candidates).toList();
    }

    /// Those of the pod's isolation.
    public List<DockerSidecar> of(PodView pod) {
        List<DockerSidecar> sidecars = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (candidate.isolation().holds(pod)) {
                sidecars.add(candidate.sidecar());
            }
        }
        return sidecars;
    }

    private static Stream<Candidate> candidates(WorkspaceProfile profile) {
        return profile.spec().isolation().stream()
                .flatMap(isolation -> DockerSidecar.of(profile, isolation).stream()
                        .map(sidecar -> new Candidate(isolation, sidecar)));
    }
}
