package dev.sudosafe.web;

import dev.sudosafe.admission.Reviewed;

/// Counts each review and has a line written for it, once it has been answered. Those of our own are counted where
/// nobody looks, and logged nowhere, so that both are warm too.
final class ReviewRecords {

    private final ReviewMetrics metrics;
    private final ReviewMetrics unseen;
    private final ReviewLog log;

    /// @param unseen for reviews of our own
    ReviewRecords(ReviewMetrics metrics, ReviewMetrics unseen, ReviewLog log) {
        this.metrics = metrics;
        this.unseen = unseen;
        this.log = log;
    }

    void add(Reviewed reviewed) {
        if (reviewed.uid().equals(CannedReview.UID)) {
            unseen.count(reviewed);
            ReviewLog.rehearse(reviewed);
        } else {
            metrics.count(reviewed);
            log.add(reviewed);
        }
    }
}
