package dev.sudosafe.cli;

import dev.sudosafe.dryrun.Judgement;

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
            case Judgement.Admitted admitted -> ADMITTED;
            case Judgement.Skipped skipped -> ADMITTED;
            case Judgement.Denied denied -> DENIED;
            case Judgement.Unjudged unjudged -> UNJUDGED;
        };
    }

    int code() {
        return code;
    }

    ExitCode or(ExitCode other) {
        return code >= other.code ? this : other;
    }
}
