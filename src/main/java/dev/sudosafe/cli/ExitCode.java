package dev.sudosafe.cli;

import dev.sudosafe.dryrun.Judgement;
import dev.sudosafe.dryrun.PodInFile;
import dev.sudosafe.engine.Decision;

/// What a command's end says: the worst of what it met.
enum ExitCode {
    ADMITTED(0),
    DENIED(1),
    UNJUDGED(2);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    static ExitCode of(Judgement judgement) {
        return switch (judgement) {
            case Judgement.Decided(PodInFile _, Decision.Admitted _) -> ADMITTED;
            case Judgement.Skipped _ -> ADMITTED;
            case Judgement.Decided(PodInFile _, Decision.Denied _) -> DENIED;
            case Judgement.Unjudged _ -> UNJUDGED;
        };
    }

    int code() {
        return code;
    }

    ExitCode or(ExitCode other) {
        return code >= other.code ? this : other;
    }
}
