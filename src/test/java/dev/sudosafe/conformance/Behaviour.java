package dev.sudosafe.conformance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sudosafe.fixture.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One of Kubernetes' own end-to-end tests of admission webhooks.
///
/// @param name as Kubernetes has it
/// @param tests ours of the same behaviour, as `package.Class#method`
/// @param why there is none; empty if there are
record Behaviour(String name, List<String> tests, String why) {

    static final Path FILE = Path.of("src/test/conformance/behaviours.yaml");

    Behaviour(
            @JsonProperty("name") String name,
            @JsonProperty("tests") @Nullable List<String> tests,
            @JsonProperty("why") @Nullable String why) {
        this.name = name;
        this.tests = List.copyOf(Objects.requireNonNullElse(tests, List.of()));
        this.why = Objects.requireNonNullElse(why, "");
    }

    static List<Behaviour> all() {
        return new JsonMapper()
                .convertValue(Documents.tree(Documents.text(FILE)), new TypeReference<List<Behaviour>>() {});
    }

    boolean concernsUs() {
        return !tests.isEmpty();
    }
}
