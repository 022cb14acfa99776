package dev.sudosafe.admission;

/// The bytes are no AdmissionReview, so there is no uid to answer to.
public final class NotAReviewException extends Exception {

    private static final long serialVersionUID = 1;

    private final String problem;

    NotAReviewException(String problem) {
        this.problem = problem;
    }

    @Override
    public String getMessage() {
        return problem;
    }
}
