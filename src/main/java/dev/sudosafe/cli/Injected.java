package dev.sudosafe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.dryrun.Problem;
import java.util.List;
import java.util.Optional;

/// What injection made of one object.
///
/// @param json empty when there is nothing to print
/// @param notes for the user
record Injected(Optional<JsonNode> json, List<String> notes, ExitCode exitCode) {

    static Injected printed(JsonNode json, List<String> notes) {
        return new Injected(Optional.of(json), notes, ExitCode.ADMITTED);
    }

    static Injected denied(List<String> notes) {
        return new Injected(Optional.empty(), notes, ExitCode.DENIED);
    }

    static Injected failed(List<Problem> problems) {
        return new Injected(
                Optional.empty(), problems.stream().map(Problem::toString).toList(), ExitCode.UNJUDGED);
    }
}
