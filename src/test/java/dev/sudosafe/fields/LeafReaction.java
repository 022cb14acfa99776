package dev.sudosafe.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Findings;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.fixture.Fixture;
import dev.sudosafe.openapi.PodFiller;
import dev.sudosafe.openapi.Schema;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.pod.PodShape;
import dev.sudosafe.profile.Action;
import dev.sudosafe.profile.Generations;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What becomes of the findings in the pod of a fixture when one leaf of it is set to what people and attackers write.
///
/// @param looked which findings are looked at
record LeafReaction(Fixture fixture, Predicate<Finding> looked) {

    /// Whether some value of the leaf changes a finding, with what the leaf needs around it.
    boolean isSeen(Schema.Leaf leaf, int attempts) {
        Set<String> found = findings(pod());
        return with(leaf, attempts).anyMatch(with -> !findings(with).equals(found));
    }

    /// Whether the leaf alone changes where a finding is.
    boolean isSeenInPlace(Schema.Leaf leaf, int attempts) {
        return with(leaf, attempts).anyMatch(with -> {
            ObjectNode without = with.deepCopy();
            leaf.removeFrom(without);
            return !findings(with).equals(findings(without));
        });
    }

    private Stream<ObjectNode> with(Schema.Leaf leaf, int attempts) {
        PodFiller filler = new PodFiller(new Random(fixture.toString().hashCode() + leaf.index()), 0.5);
        return Stream.generate(() -> pod().<ObjectNode>deepCopy())
                .limit(attempts)
                .peek(pod -> filler.set(pod, leaf))
                .filter(pod -> PodShape.misfits(pod).isEmpty());
    }

    private JsonNode pod() {
        return fixture.change().after().json();
    }

    private Set<String> findings(JsonNode pod) {
        Reviewer reviewer = new Reviewer(Generations.first(fixture.workspaceProfile()), fixture::facts);
        PodChange change = fixture.change()
                .before()
                .map(before -> PodChange.update(before.json(), pod))
                .orElseGet(() -> PodChange.create(pod));
        Findings findings = reviewer.findings(change);
        return Stream.of(Action.values())
                .flatMap(action -> findings.by(action).stream())
                .filter(looked)
                .map(finding -> finding.check().id() + " at " + finding.path() + ": " + finding.reason())
                .collect(Collectors.toSet());
    }
}
