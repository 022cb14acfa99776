package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Fixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Line and column of every finding in every fixture are those of another reader of YAML.
class SarifPositionsTest {

    private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|\\[([^]]+)]|([^.\\[]+)");

    /// The command's results by fixture, which each of the tests reads.
    private static final Map<Path, List<JsonNode>> RESULTS = new HashMap<>();

    static Stream<Fixture> fixtures() {
        return Fixture.all().stream();
    }

    static Stream<Fixture> refused() {
        return fixtures()
                .filter(SarifPositionsTest::needsNoCluster)
                .filter(fixture -> fixture.action().isPresent());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void a_finding_stands_where_its_field_does(Fixture fixture) throws IOException {
        List<Map<JsonPointer, String>> documents = positions(Documents.text(fixture.file()));
        assertThat(results(fixture)).allSatisfy(result -> {
            JsonPointer field = pointer(path(result));
            assertThat(documents.stream().map(positions -> nearest(positions, field)))
                    .as(path(result))
                    .contains(place(result));
        });
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_the_fixture_expects_is_a_result(Fixture fixture) {
        assertThat(results(fixture).map(SarifPositionsTest::path))
                .containsAll(
                        fixture.expected().stream().map(Fixture.Expected::path).toList());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void the_place_has_the_name_of_the_field_or_is_an_item(Fixture fixture) {
        List<String> lines = Documents.text(fixture.file()).lines().toList();
        assertThat(results(fixture)).anySatisfy(result -> {
            JsonNode region = result.at("/locations/0/physicalLocation/region");
            String line = lines.get(region.path("startLine").asInt() - 1);
            int column = region.path("startColumn").asInt() - 1;
            boolean item = line.substring(0, column).matches(" *- | *[a-zA-Z]+: \\[(.*, )?");
            assertThat(steps(path(result)))
                    .anyMatch(step -> item || line.substring(column).matches("[\"']?\\Q" + step + "\\E[\"']?:.*"));
        });
    }

    /// What is judged without the claims and nodes of the fixture, and as a new pod.
    private static boolean needsNoCluster(Fixture fixture) {
        return fixture.claims().isEmpty()
                && !Documents.text(fixture.file()).contains("# node: ")
                && fixture.change().before().isEmpty();
    }

    private static Stream<JsonNode> results(Fixture fixture) {
        return RESULTS.computeIfAbsent(fixture.file(), _ -> resultsOf(fixture)).stream();
    }

    private static List<JsonNode> resultsOf(Fixture fixture) {
        String[] profile = fixture.profile().isEmpty()
                ? new String[0]
                : new String[] {
                    "--profile",
                    Documents.resource("profiles").resolve(fixture.profile()).toString()
                };
        Ran ran = Ran.command(Ran.with(
                profile,
                "check",
                "--validate-only",
                "--as-workspace",
                "-o",
                "sarif",
                "-f",
                fixture.file().toString()));
        try {
            return new JsonMapper()
                    .readTree(ran.out())
                    .at("/runs/0/results")
                    .valueStream()
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(ran.toString(), e);
        }
    }

    private static String path(JsonNode result) {
        return result.at("/locations/0/logicalLocations/0/fullyQualifiedName").asText();
    }

    private static String place(JsonNode result) {
        JsonNode region = result.at("/locations/0/physicalLocation/region");
        return region.path("startLine") + ":" + region.path("startColumn");
    }

    private static String place(JsonLocation location) {
        return location.getLineNr() + ":" + location.getColumnNr();
    }

    private static List<String> steps(String path) {
        return STEP.matcher(path)
                .results()
                .map(step -> Stream.of(step.group(1), step.group(2), step.group(3))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static JsonPointer pointer(String path) {
        JsonPointer pointer = JsonPointer.empty();
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            pointer = step.group(1) != null
                    ? pointer.appendIndex(Integer.parseInt(step.group(1)))
                    : pointer.appendProperty(Optional.ofNullable(step.group(2)).orElse(step.group(3)));
        }
        return pointer;
    }

    private static String nearest(Map<JsonPointer, String> positions, JsonPointer field) {
        for (JsonPointer at = field; at != null; at = at.head()) {
            String position = positions.get(at);
            if (position != null) {
                return position;
            }
        }
        throw new IllegalStateException("no document");
    }

    /// Of each document, where its members' keys and its items stand.
    private static List<Map<JsonPointer, String>> positions(String text) throws IOException {
        List<Map<JsonPointer, String>> documents = new ArrayList<>();
        try (JsonParser parser = new YAMLFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                JsonStreamContext above = parser.getParsingContext().getParent();
                if (token == JsonToken.START_OBJECT && above.inRoot()) {
                    documents.add(new HashMap<>());
                }
                if (!token.isStructEnd()) {
                    JsonStreamContext context = token.isStructStart() ? above : parser.getParsingContext();
                    documents.getLast().putIfAbsent(context.pathAsPointer(), place(parser.currentTokenLocation()));
                }
            }
        }
        return documents;
    }
}
