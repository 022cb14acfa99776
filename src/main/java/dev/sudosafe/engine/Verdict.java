package dev.sudosafe.engine;

import dev.sudosafe.check.Finding;
import dev.sudosafe.patch.JsonPatch;
import java.util.List;
import java.util.Map;

/// What a door answers.
public sealed interface Verdict {

    /// Lines for the client, not for the log.
    List<String> warnings();

    /// Facts for the audit log, by key.
    Map<String, String> audit();

    /// @param patch empty from the validating door
    record Admitted(JsonPatch patch, List<String> warnings, Map<String, String> audit) implements Verdict {
        public Admitted {
            warnings = List.copyOf(warnings);
            audit = Map.copyOf(audit);
        }
    }

    /// @param findings those that deny, at least one, in their order
    record Denied(String profile, List<Finding> findings, List<String> warnings, Map<String, String> audit)
            implements Verdict {
        public Denied {
            findings = List.copyOf(findings);
            warnings = List.copyOf(warnings);
            audit = Map.copyOf(audit);
        }

        /// What the client is told: every finding, one a line when there are several.
        public String message() {
            String start = "denied by sudosafe profile \"" + profile + "\": ";
            List<String> messages = findings.stream().map(Finding::message).toList();
            return messages.size() == 1
                    ? start + messages.getFirst()
                    : start + messages.size() + " findings\n- " + String.join("\n- ", messages);
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
}
