package dev.sudosafe.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.audit.Change;
import dev.sudosafe.audit.Comparison;
import dev.sudosafe.dryrun.JsonReport;
import dev.sudosafe.dryrun.Origin;
import dev.sudosafe.dryrun.Outcome;
import dev.sudosafe.dryrun.PlacedFinding;
import dev.sudosafe.dryrun.Printable;
import dev.sudosafe.profile.Action;
import dev.sudosafe.profile.Isolation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What two profiles say otherwise.
///
/// @param judged how many objects were judged by both
record ProfileDiff(List<ProfileSettings.Difference> settings, List<Changed> objects, int judged) {

    /// An object that is judged otherwise.
    record Changed(Change change, Outcome before, Outcome after) {

        /// Empty where both say the same, or one could not say anything.
        static Optional<Changed> of(Comparison comparison) {
            return isJudged(comparison.today()) && isJudged(comparison.then())
                    ? comparison.change().map(change -> new Changed(change, comparison.today(), comparison.then()))
                    : Optional.empty();
        }

        private static boolean isJudged(Outcome outcome) {
            return outcome.judgement().problems().isEmpty();
        }
    }

    boolean deniesMore() {
        return objects.stream().anyMatch(changed -> changed.change() == Change.NEWLY_DENIED);
    }

    String text() {
        return Stream.of(
                        settings.stream().map(Object::toString),
                        objects.stream().flatMap(ProfileDiff::lines),
                        Stream.of(summary()))
                .flatMap(lines -> lines)
                .map(line -> Printable.line(line) + "\n")
                .collect(Collectors.joining());
    }

    private String summary() {
        String differing = settings.size() + (settings.size() == 1 ? " setting differs" : " settings differ");
        return judged == 0
                ? differing
                : "%s; %d of %d objects judged otherwise".formatted(differing, objects.size(), judged);
    }

    private static Stream<String> lines(Changed change) {
        Origin origin = change.after().origin();
        String title = "%s  %s %s/%s (%s:%d)%s"
                .formatted(
                        change.change(),
                        origin.kind(),
                        origin.namespace(),
                        origin.name(),
                        origin.file(),
                        origin.position().line(),
                        change.change() == Change.ISOLATION_CHANGED
                                ? ": %s -> %s".formatted(isolation(change.before()), isolation(change.after()))
                                : "");
        return Stream.concat(
                Stream.of(title),
                findings(change.after())
                        .map(placed -> "    %s:%s: %s"
                                .formatted(
                                        origin.file(),
                                        placed.position(),
                                        placed.finding().message())));
    }

    /// Empty if there is none.
    private static String isolation(Outcome outcome) {
        return outcome.isolation().map(Isolation::kind).orElse("");
    }

    private static Stream<PlacedFinding> findings(Outcome outcome) {
        return outcome.judgement().findings(Action.Deny);
    }

    String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var differing = json.putArray("settings");
        settings.forEach(setting -> {
            ObjectNode object = differing.addObject().put("path", setting.path());
            object.set("old", setting.before());
            object.set("new", setting.after());
        });
        var changed = json.putArray("objects");
        objects.forEach(change -> add(changed.addObject(), change));
        return json.put("judged", judged).toPrettyString() + "\n";
    }

    private static void add(ObjectNode json, Changed change) {
        Origin origin = change.after().origin();
        json.put("file", origin.file())
                .put("index", origin.index())
                .put("line", origin.position().line())
                .put("column", origin.position().column())
                .put("kind", origin.kind())
                .put("namespace", origin.namespace())
                .put("name", origin.name())
                .put("change", change.change().toString());
        add(json.putObject("old"), change.before());
        add(json.putObject("new"), change.after());
    }

    private static void add(ObjectNode json, Outcome outcome) {
        json.put("verdict", outcome.judgement().verdict()).put("isolation", isolation(outcome));
        var array = json.putArray("findings");
        findings(outcome)
                .map(PlacedFinding::finding)
                .forEach(finding -> JsonReport.describe(array.addObject(), finding));
    }
}
