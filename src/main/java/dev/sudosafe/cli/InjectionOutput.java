package dev.sudosafe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.dryrun.Problem;
import java.util.List;
import java.util.Optional;

/// The output of `sudosafe inject` for one object.
///
/// @param json empty when there is nothing to print
/// @param notes for the user
record InjectionOutput(Optional<JsonNode> json, List<String> notes, ExitCode exitCode) {

    static InjectionOutput printed(JsonNode json, List<String> notes) {
        return new InjectionOutput(Optional.of(json), notes, ExitCode.ADMITTED);
    }

    static InjectionOutput denied(List<String> notes) {
        return new InjectionOutput(Optional.empty(), notes, ExitCode.DENIED);
    }

    static InjectionOutput failed(List<Problem> problems) {
        return new InjectionOutput(
                Optional.empty(), problems.stream().map(Problem::toString).toList(), ExitCode.UNJUDGED);
    }
}
