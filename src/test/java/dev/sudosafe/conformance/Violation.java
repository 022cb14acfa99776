package dev.sudosafe.conformance;

import java.util.ArrayList;
import java.util.List;

/// What an API server has against a pod: `host namespaces (hostPID=true)`.
record Violation(Control control, String detail) {

    private static final String START = "violates PodSecurity \"baseline:latest\": ";

    /// All that a refusal says. A detail may hold parentheses of its own, so they are counted.
    static List<Violation> all(String message) {
        int start = message.indexOf(START);
        if (start < 0) {
            throw new AssertionError("refused for something else: " + message);
        }
        List<Violation> violations = new ArrayList<>();
        int depth = 0;
        int from = start + START.length();
        int open = from;
        for (int i = from; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c == '(' && depth++ == 0) {
                open = i;
            } else if (c == ')' && --depth == 0) {
                violations.add(of(message.substring(from, open), message.substring(open + 1, i)));
                from = i + 1;
            }
        }
        return violations;
    }

    private static Violation of(String words, String detail) {
        String reason = words.replaceFirst("^, ", "").strip();
        Control control = Control.ofReason(reason)
                .orElseThrow(() -> new AssertionError("a control that Control does not know: " + reason));
        return new Violation(control, detail);
    }

    @Override
    public String toString() {
        return control + " (" + detail + ")";
    }
}
