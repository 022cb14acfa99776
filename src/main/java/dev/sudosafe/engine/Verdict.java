package dev.sudosafe.engine;

import dev.sudosafe.check.Finding;
import dev.sudosafe.patch.JsonPatch;
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
        List<String> all = Stream.concat(earlier.stream(), warnings().stream()).toList();
        return switch (this) {
            case Admitted admitted -> new Admitted(admitted.patch(), all, admitted.audit());
            case Denied denied -> new Denied(denied.profile(), denied.findings(), all, denied.audit());
            case Malformed malformed -> malformed;
        };
    }

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
}
