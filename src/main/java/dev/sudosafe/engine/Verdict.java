package dev.sudosafe.engine;

import dev.sudosafe.check.Finding;
import dev.sudosafe.patch.JsonPatch;
import dev.sudosafe.pod.Field;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a door answers.
public sealed interface Verdict {

    /// Lines for the client, not for the log.
    List<String> warnings();

    /// Facts for the audit log, by key.
    Map<String, String> audit();

    /// The same with these warnings before its own.
    default Verdict after(List<String> earlier) {
        return switch (this) {
            case Admitted(var patch, var notes, var doubts, var noted, var audit) ->
                new Admitted(patch, joined(earlier, notes), doubts, noted, audit);
            case Denied(var profile, var findings, var notes, var doubts, var noted, var audit) ->
                new Denied(profile, findings, joined(earlier, notes), doubts, noted, audit);
            case Malformed malformed -> malformed;
        };
    }

    /// The same on a pod that was made of this, such as a template of a workload: findings say where their fields stand
    /// there.
    default Verdict in(Field origin) {
        return switch (this) {
            case Admitted(var patch, var notes, var doubts, var noted, var audit) ->
                new Admitted(patch, notes, moved(doubts, origin), moved(noted, origin), audit);
            case Denied(var profile, var findings, var notes, var doubts, var noted, var audit) ->
                new Denied(profile, moved(findings, origin), notes, moved(doubts, origin), moved(noted, origin), audit);
            case Malformed malformed -> malformed;
        };
    }

    /// @param patch empty from the validating door
    /// @param notes warnings of the injections
    /// @param doubts findings that only warn, in their order
    /// @param noted findings that only the audit log is told of, in their order
    record Admitted(
            JsonPatch patch, List<String> notes, List<Finding> doubts, List<Finding> noted, Map<String, String> audit)
            implements Verdict {
        public Admitted {
            notes = List.copyOf(notes);
            doubts = List.copyOf(doubts);
            noted = List.copyOf(noted);
            audit = Map.copyOf(audit);
        }

        @Override
        public List<String> warnings() {
            return joined(notes, Finding.messages(doubts));
        }
    }

    /// @param findings those that deny, at least one, in their order
    /// @param notes warnings of the injections
    /// @param doubts findings that only warn, in their order
    /// @param noted findings that only the audit log is told of, in their order
    record Denied(
            String profile,
            List<Finding> findings,
            List<String> notes,
            List<Finding> doubts,
            List<Finding> noted,
            Map<String, String> audit)
            implements Verdict {
        public Denied {
            findings = List.copyOf(findings);
            notes = List.copyOf(notes);
            doubts = List.copyOf(doubts);
            noted = List.copyOf(noted);
            audit = Map.copyOf(audit);
        }

        @Override
        public List<String> warnings() {
            return joined(notes, Finding.messages(doubts));
        }

        private static final int SHOWN = 100;

        /// What the client is told: every finding, one a line when there are several. A hostile pod can have thousands;
        /// the message stops at 100 then and says how many are left.
        public String message() {
            String start = "denied by sudosafe profile \"" + profile + "\": ";
            List<String> messages =
                    Finding.messages(findings.stream().limit(SHOWN).toList());
            if (findings.size() == 1) {
                return start + messages.getFirst();
            }
            String rest = findings.size() > SHOWN ? "\n- and " + (findings.size() - SHOWN) + " more" : "";
            return start + findings.size() + " findings\n- " + String.join("\n- ", messages) + rest;
        }
    }

    /// The object is not a pod that Kubernetes could have sent.
    ///
    /// @param problems at least one
    record Malformed(List<String> problems) implements Verdict {
        public Malformed {
            problems = List.copyOf(problems);
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public Map<String, String> audit() {
            return Map.of("verdict", "malformed");
        }

        public String message() {
            return "malformed pod: " + String.join("; ", problems);
        }
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return first.isEmpty()
                ? second
                : Stream.concat(first.stream(), second.stream()).toList();
    }

    private static List<Finding> moved(List<Finding> findings, Field origin) {
        return findings.stream().map(finding -> finding.in(origin)).toList();
    }
}
