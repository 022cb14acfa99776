package dev.sudosafe.web;

import static dev.sudosafe.cluster.SudosafeProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sudosafe.cluster.SudosafeProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the log of a process in the cluster tells of a review.
class ReviewLogIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static SudosafeProcess process;
    private static DoorClient doors;

    @BeforeAll
    static void start() {
        process = SudosafeProcess.start(Map.of("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true"));
        doors = DoorClient.of(process);
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void every_line_is_an_object() throws IOException {
        doors.validate("default", Reviews.creation(Reviews.PLAIN));

        assertThat(lines()).isNotEmpty().allMatch(JsonNode::isObject);
    }

    @Test
    void a_verdict_is_one_line_with_its_facts() throws IOException {
        String pod = """
                {"kind":"Pod","apiVersion":"v1","metadata":{"generateName":"web-","ownerReferences":
                [{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-5d8","uid":"1","controller":true}]},
                "spec":{"hostPID":true,"containers":[{"name":"workspace","image":"tools"}]}}""";
        String user = "\"userInfo\":{\"username\":\"ann\"},";

        doors.validate(
                "default", Reviews.review("CREATE", user + "\"object\":" + pod).replace("705ab4f5", "one"));

        JsonNode facts = facts("one");
        assertThat(facts.path("verdict").asText()).isEqualTo("denied");
        assertThat(facts.path("namespace").asText()).isEqualTo("dev");
        assertThat(facts.path("name").asText()).isEqualTo("web-*");
        assertThat(facts.path("owner").asText()).isEqualTo("ReplicaSet/web-5d8");
        assertThat(facts.path("user").asText()).isEqualTo("ann");
        assertThat(facts.path("door").asText()).isEqualTo("validate");
        assertThat(facts.path("profile").asText()).isEqualTo("default");
        assertThat(facts.path("deny").asText()).contains("host namespaces (hostPID true at spec.hostPID)");
    }

    @Test
    void an_injection_tells_the_isolation() throws IOException {
        doors.mutate("default", Reviews.creation(Reviews.PLAIN).replace("705ab4f5", "two"));

        assertThat(facts("two").path("verdict").asText()).isEqualTo("injected");
        assertThat(facts("two").path("isolation").asText()).isEqualTo("UserNamespace");
    }

    @Test
    void what_a_caller_writes_cannot_make_a_line() throws IOException {
        String named = Reviews.PLAIN.replace("\"name\":\"web\"", "\"name\":\"a\\nb\\u001b[2J\"");

        doors.validate("default", Reviews.creation(named).replace("705ab4f5", "three"));

        assertThat(facts("three").path("name").asText()).isEqualTo("a?b?[2J");
    }

    @Test
    void no_line_holds_more_of_a_pod_than_its_fields() throws IOException {
        String secret = Reviews.PLAIN.replace(
                "\"image\":\"tools\"", "\"image\":\"tools\",\"env\":[{\"name\":\"A\",\"value\":\"hunter2\"}]");

        doors.mutate("default", Reviews.creation(secret).replace("705ab4f5", "four"));

        facts("four");
        assertThat(process.log()).doesNotContain("hunter2");
    }

    private static JsonNode facts(String uid) throws IOException {
        await("logged", () -> lines().stream().anyMatch(line -> isOf(uid, line)));
        List<JsonNode> found = lines().stream().filter(line -> isOf(uid, line)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst().path("mdc");
    }

    private static boolean isOf(String uid, JsonNode line) {
        return line.path("mdc").path("uid").asText().equals(uid);
    }

    private static List<JsonNode> lines() throws IOException {
        try (Stream<String> lines = process.log().lines()) {
            return lines.map(ReviewLogIT::tree).toList();
        }
    }

    private static JsonNode tree(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }
}
