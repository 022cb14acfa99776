package dev.sudosafe.admission;

import dev.sudosafe.engine.Decision;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/// The reply to a review.
public sealed interface Reply {

    /// Nothing in the request is for us to judge.
    Passed PASSED = new Passed();

    /// A decision on a pod.
    record Judged(Decision decision) implements Reply {}

    /// A forecast for the pods of a workload. The workload itself is always admitted.
    ///
    /// @param annotations for the audit log
    record Previewed(List<String> warnings, SortedMap<String, String> annotations) implements Reply {
        public Previewed {
            warnings = List.copyOf(warnings);
            annotations = Collections.unmodifiableSortedMap(annotations);
        }
    }

    record Passed() implements Reply {}

    /// A refusal without a judgement.
    ///
    /// @param code 400 for a request that we did not ask for, 503 for a profile that is not known yet
    /// @param reason as `v1.Status` has it
    record Refused(int code, String reason, String message) implements Reply {}
}
