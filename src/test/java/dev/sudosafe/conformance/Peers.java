package dev.sudosafe.conformance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Markdown;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What other policies refuse, by field, beside what we refuse.
record Peers(Peer kyverno, Peer gatekeeper, List<Row> fields) {

    static final Path FILE = Path.of("src/test/conformance/peers.yaml");

    /// @param repository on GitHub
    /// @param read the files of it that the comparison was made from
    /// @param policies all that it has, separated by spaces
    record Peer(String repository, List<String> read, String policies) {

        Set<String> names() {
            return new TreeSet<>(List.of(policies.strip().split("\\s+")));
        }
    }

    /// @param podSecurity the level that restricts the field; empty if none does
    /// @param checks ours; none if we do not refuse it
    /// @param why we do not, or what differs
    record Row(
            String field,
            String podSecurity,
            List<String> kyverno,
            List<String> gatekeeper,
            List<String> checks,
            String why) {

        Row(
                @JsonProperty("field") String field,
                @JsonProperty("podSecurity") @Nullable String podSecurity,
                @JsonProperty("kyverno") @Nullable List<String> kyverno,
                @JsonProperty("gatekeeper") @Nullable List<String> gatekeeper,
                @JsonProperty("checks") List<String> checks,
                @JsonProperty("why") @Nullable String why) {
            this.field = field;
            this.podSecurity = Objects.requireNonNullElse(podSecurity, "");
            this.kyverno = List.copyOf(Objects.requireNonNullElse(kyverno, List.of()));
            this.gatekeeper = List.copyOf(Objects.requireNonNullElse(gatekeeper, List.of()));
            this.checks = List.copyOf(checks);
            this.why = Objects.requireNonNullElse(why, "");
        }

        boolean isOursAlone() {
            return podSecurity.isEmpty() && kyverno.isEmpty() && gatekeeper.isEmpty();
        }

        boolean isTheirsAlone() {
            return checks.isEmpty();
        }
    }

    static Peers read() {
        return new JsonMapper().convertValue(Documents.tree(Documents.text(FILE)), Peers.class);
    }

    /// As a section of a page.
    String markdown() {
        return """
                ## Other policies, by field
                Read from [%1$s](https://github.com/%1$s) and
                [%2$s](https://github.com/%2$s); the files are listed in `src/test/conformance/peers.yaml`.
                """.formatted(kyverno.repository(), gatekeeper.repository())
                + "\n### Refused by others and by us\n"
                + rows(row -> !row.isTheirsAlone() && !row.isOursAlone())
                + "\n### Refused by others, not by us\n"
                + rows(Row::isTheirsAlone)
                + "\n### Refused by us alone\n"
                + ours();
    }

    private String rows(Predicate<Row> which) {
        StringBuilder table =
                new StringBuilder(Markdown.head("field", "Pod Security", "Kyverno", "Gatekeeper", "sudosafe", "note"));
        fields.stream()
                .filter(which)
                .forEach(row -> table.append(Markdown.row(
                        Markdown.text(row.field()),
                        row.podSecurity(),
                        String.join(", ", row.kyverno()),
                        String.join(", ", row.gatekeeper()),
                        checks(row.checks(), "–"),
                        Markdown.text(row.why()))));
        return table.toString();
    }

    private String ours() {
        StringBuilder table = new StringBuilder(Markdown.head("field", "sudosafe"));
        fields.stream()
                .filter(Row::isOursAlone)
                .forEach(row -> table.append(Markdown.row(Markdown.text(row.field()), checks(row.checks(), ""))));
        return table.toString();
    }

    /// Checks by their ids, each with its page.
    static String checks(Collection<String> ids, String none) {
        return ids.isEmpty()
                ? none
                : ids.stream()
                        .map(id -> Markdown.link(Markdown.code(id), "checks/" + id + ".md"))
                        .collect(Collectors.joining(", "));
    }
}
