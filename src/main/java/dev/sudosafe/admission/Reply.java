package dev.sudosafe.admission;

import dev.sudosafe.engine.Verdict;

/// What is answered to a review.
public sealed interface Reply {

    /// Nothing in the request is for us to judge.
    Passed PASSED = new Passed();

    /// A pod, or the template of a workload.
    record Judged(Verdict verdict) implements Reply {}

    record Passed() implements Reply {}

    /// Without a judgement.
    ///
    /// @param code 400 for a request that we did not ask for, 503 for a profile that is not known yet
    /// @param reason as `v1.Status` has it
    record Refused(int code, String reason, String message) implements Reply {}
}
