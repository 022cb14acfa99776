package dev.sudosafe.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.conformance.Differences.Difference;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What docs/conformance.json holds.
record ConformanceReport(Conformance measured, Differences differences, Comparison comparison) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static ConformanceReport now() {
        return new ConformanceReport(Conformance.measure(), Differences.read(), Comparison.read());
    }

    String text() throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        root.put("module", GoModule.POD_SECURITY_ADMISSION + " " + measured.module());
        root.put("policyVersion", "v1." + measured.newest());
        baseline(root.putObject("baseline"));
        controls(root.putObject("controls"));
        differences(root.putObject("differences"));
        root.set("warnings", JSON.valueToTree(measured.warnings()));
        older(root.putObject("olderVersions"));
        restricted(root.putObject("restricted"));
        root.set("apiServer", comparison.json());
        return JSON.writeValueAsString(root) + "\n";
    }

    private void baseline(ObjectNode json) {
        List<Outcome> failing = Conformance.failing(measured.baseline());
        List<Outcome> passing = Conformance.passing(measured.baseline());
        json.putObject("fail")
                .put("fixtures", failing.size())
                .put("refusedByTheCheckOfTheField", Conformance.count(failing, Outcome::isAsWanted))
                .put("refusedByOthersToo", Conformance.count(failing, Outcome::isRefusedByOthersToo))
                .put("admitted", Conformance.count(failing, Outcome::isAdmitted));
        json.putObject("pass")
                .put("fixtures", passing.size())
                .put("admitted", Conformance.count(passing, Outcome::isAdmitted))
                .put("refused", Conformance.count(passing, outcome -> !outcome.isAdmitted()));
    }

    private void controls(ObjectNode json) {
        Conformance.byPrefix(measured.baseline())
                .forEach((prefix, outcomes) -> Control.ofFixtures(prefix)
                        .ifPresent(control -> json.putObject(prefix)
                                .put("check", control.check())
                                .put("fail", Conformance.failing(outcomes).size())
                                .put(
                                        "refused",
                                        Conformance.count(
                                                Conformance.failing(outcomes), outcome -> !outcome.isAdmitted()))
                                .put("pass", Conformance.passing(outcomes).size())
                                .put(
                                        "admitted",
                                        Conformance.count(Conformance.passing(outcomes), Outcome::isAdmitted))));
    }

    private void differences(ObjectNode json) {
        for (Outcome outcome : measured.baseline()) {
            Difference difference = differences.fixtures().get(outcome.fixture().file());
            if (difference != null) {
                ObjectNode entry = json.putObject(outcome.fixture().file());
                entry.set("wanted", JSON.valueToTree(outcome.wanted()));
                entry.set("checks", JSON.valueToTree(outcome.checks()));
                entry.put("why", difference.why());
            }
        }
    }

    private void older(ObjectNode json) {
        Map<String, Integer> others = new TreeMap<>();
        measured.older().stream()
                .filter(outcome -> !outcome.isAsWanted())
                .forEach(outcome -> others.merge(outcome.fixture().file(), 1, Integer::sum));
        json.put("fixtures", measured.older().size());
        json.put("asPodSecuritySays", Conformance.count(measured.older(), Outcome::isAsWanted));
        json.set("others", JSON.valueToTree(others));
    }

    private void restricted(ObjectNode json) {
        measured.restricted()
                .forEach(outcome -> json.set(outcome.fixture().file(), JSON.valueToTree(outcome.checks())));
    }
}
