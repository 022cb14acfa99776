package dev.sudosafe.engine;

import dev.sudosafe.check.Finding;
import dev.sudosafe.injection.SkipReason;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodShape;
import dev.sudosafe.profile.Isolation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The outcome of reviewing one pod. Audit annotations, log fields, metric labels and reports are derived from it where
/// they are written.
public sealed interface Decision {

    /// What the mutating webhook changes; empty if nothing.
    default JsonPatch patch() {
        return JsonPatch.EMPTY;
    }

    /// Remarks of the injections to the author of the pod. No check is behind them.
    default List<String> notices() {
        return List.of();
    }

    default Findings findings() {
        return Findings.NONE;
    }

    /// The warnings that the client is shown.
    default List<String> warnings() {
        return Stream.concat(notices().stream(), Finding.messages(findings().warned()).stream())
                .toList();
    }

    /// A decision of the validating webhook, or of both webhooks on a new pod.
    sealed interface Validated extends Decision {}

    /// A decision for which the checks have run.
    sealed interface Checked extends Validated {

        String profile();

        /// The isolation that the pod has; empty if it has none that the profile allows.
        Optional<Isolation> isolation();

        /// The same decision with the paths that the fields have in the object from which the pod was made.
        Checked relocatedTo(Field origin);
    }

    /// The pod gets an isolation.
    ///
    /// @param patch empty if the pod has everything already
    record Injected(String profile, Isolation isolation, JsonPatch patch, List<String> notices) implements Decision {
        public Injected {
            notices = List.copyOf(notices);
        }
    }

    /// The pod gets no isolation.
    ///
    /// @param patch what a pod without isolation gets; empty for a pod that must not be changed
    record Skipped(String profile, SkipReason reason, JsonPatch patch) implements Decision {}

    /// @param patch what the mutating webhook has changed before; empty if only the validating one was asked
    record Admitted(
            String profile, Optional<Isolation> isolation, Findings findings, JsonPatch patch, List<String> notices)
            implements Checked {
        public Admitted {
            notices = List.copyOf(notices);
        }

        @Override
        public Admitted relocatedTo(Field origin) {
            return new Admitted(profile, isolation, findings.relocatedTo(origin), patch, notices);
        }
    }

    /// @param profile the profile, or all profiles that select the pod
    /// @param findings at least one of them denies
    /// @param patch what the mutating webhook has changed before; empty if it is the one that denies
    record Denied(
            String profile, Optional<Isolation> isolation, Findings findings, JsonPatch patch, List<String> notices)
            implements Checked {

        private static final int SHOWN = 100;

        public Denied {
            notices = List.copyOf(notices);
        }

        @Override
        public Denied relocatedTo(Field origin) {
            return new Denied(profile, isolation, findings.relocatedTo(origin), patch, notices);
        }

        /// The ids of the checks that deny the pod, each once.
        public Stream<String> checks() {
            return findings.denied().stream()
                    .map(finding -> finding.check().id())
                    .distinct();
        }

        /// All denying findings, one per line if there are several. A hostile pod can have thousands of them, so the
        /// message shows the first 100 and the number of the others.
        public String message() {
            List<Finding> denied = findings.denied();
            String start = "denied by sudosafe profile \"" + profile + "\": ";
            List<String> messages =
                    Finding.messages(denied.stream().limit(SHOWN).toList());
            if (denied.size() == 1) {
                return start + messages.getFirst();
            }
            String rest = denied.size() > SHOWN ? "\n- and " + (denied.size() - SHOWN) + " more" : "";
            return start + denied.size() + " findings\n- " + String.join("\n- ", messages) + rest;
        }
    }

    /// The object is not a pod that Kubernetes could have sent.
    ///
    /// @param misfits at least one
    record Malformed(List<PodShape.Misfit> misfits) implements Validated {
        public Malformed {
            misfits = List.copyOf(misfits);
        }

        public String message() {
            return "malformed pod: "
                    + misfits.stream().map(PodShape.Misfit::toString).collect(Collectors.joining("; "));
        }
    }
}
