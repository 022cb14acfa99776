package dev.sudosafe.soak;

import dev.sudosafe.check.Checks;
import dev.sudosafe.openapi.PodSchema;
import dev.sudosafe.property.Tally;
import java.util.List;
import java.util.stream.Stream;

/// What was tried too seldom for the rest to prove much.
record Shortfall(long bar) {

    /// One line each.
    List<String> of(Tally tally) {
        Stream<String> leaves = PodSchema.LEAVES.stream()
                .filter(leaf -> tally.leaves().of(leaf) < bar)
                .map(leaf ->
                        "%s was set %d times".formatted(leaf, tally.leaves().of(leaf)));
        Stream<String> checks = Checks.ids().stream()
                .filter(check -> tally.fired(check) < bar)
                .map(check -> "%s fired %d times".formatted(check, tally.fired(check)));
        return Stream.concat(leaves, checks).toList();
    }
}
