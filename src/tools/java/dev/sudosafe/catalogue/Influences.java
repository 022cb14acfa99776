package dev.sudosafe.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.engine.Findings;
import dev.sudosafe.engine.Reviewer;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Fixture;
import dev.sudosafe.fixture.Profiles;
import dev.sudosafe.profile.Action;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.ProfileResult;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which settings of a profile a check heeds, found out by its fixtures: without the setting it says something else.
final class Influences {

    private static final String POLICY = "policy";

    private Influences() {}

    /// The settings as paths below `spec`, in the order of their names.
    static List<String> on(List<Fixture> fixturesOfOneCheck) {
        return fixturesOfOneCheck.stream()
                .filter(fixture -> !fixture.profile().isEmpty())
                .flatMap(Influences::on)
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> on(Fixture fixture) {
        JsonNode profile =
                Documents.tree(Documents.text(Documents.resource("profiles").resolve(fixture.profile())));
        Set<String> said = said(fixture, fixture.workspaceProfile());
        return settings(profile)
                .filter(setting -> parsed(without(profile, setting))
                        .anyMatch(other -> !said(fixture, other).equals(said)));
    }

    private static Stream<String> settings(JsonNode profile) {
        Stream<String> ofSpec = profile.path("spec")
                .propertyStream()
                .map(entry -> entry.getKey())
                .filter(key -> !key.equals(POLICY));
        Stream<String> allowed =
                profile.at("/spec/policy/allow").propertyStream().map(entry -> "policy.allow." + entry.getKey());
        return Stream.concat(ofSpec, allowed);
    }

    private static JsonNode without(JsonNode profile, String setting) {
        JsonNode copy = profile.deepCopy();
        String pointer = "/spec/" + setting.replace('.', '/');
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) copy.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
        return copy;
    }

    /// Nothing for a profile that must not be without the setting.
    private static Stream<WorkspaceProfile> parsed(JsonNode profile) {
        return switch (Profiles.READER.read("", profile.toString())) {
            case ProfileResult.Accepted(WorkspaceProfile accepted) -> Stream.of(accepted);
            case ProfileResult.Refused refused -> Stream.empty();
        };
    }

    private static Set<String> said(Fixture fixture, WorkspaceProfile profile) {
        Findings found = new Reviewer(Generations.first(profile), fixture::facts).findings(fixture.change());
        return Stream.of(Action.values())
                .map(found::by)
                .flatMap(List::stream)
                .filter(finding -> finding.check().id().equals(fixture.check()))
                .map(Finding::reason)
                .collect(Collectors.toSet());
    }
}
