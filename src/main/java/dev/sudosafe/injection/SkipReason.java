package dev.sudosafe.injection;

/// Why the mutating door leaves a pod as it is.
public enum SkipReason {
    MIRROR_POD("mirror-pod", "the pod mirrors a static pod, which only its node can change"),
    NO_ISOLATION_FITS(
            "no-isolation-fits",
            "the pod's hostUsers and runtimeClassName leave room for no isolation that the profile allows");

    private final String code;
    private final String sentence;

    SkipReason(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /// A stable word for metrics and audit annotations.
    public String code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }
}
