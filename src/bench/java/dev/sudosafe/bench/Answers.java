package dev.sudosafe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Asks a server once, to be sure that what is measured is an answer to the question.
final class Answers {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .sslContext(Tls.TRUSTING)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /// A finding names the field that it is about.
    private static final Pattern FINDING = Pattern.compile("\\bat (spec|metadata)\\.");

    private Answers() {}

    /// The whole answer.
    static byte[] of(URI url, Path body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofFile(body))
                .build();
        try {
            HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("%s answers %s with %d".formatted(url, body, answer.statusCode()));
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// @throws IllegalStateException if a pod is refused that is to be admitted, or the reverse
    static void require(URI url, Path body, boolean allowed) throws IOException {
        JsonNode response = response(url, body);
        if (response.path("allowed").asBoolean() != allowed) {
            throw new IllegalStateException("%s answers %s with %s".formatted(url, body, response));
        }
    }

    /// @throws IllegalStateException if there are fewer findings
    static void requireFindings(URI url, Path body, int findings) throws IOException {
        String message = response(url, body).at("/status/message").asText();
        long there = FINDING.matcher(message).results().count();
        if (there < findings) {
            throw new IllegalStateException("%s has %d findings: %s".formatted(body, there, message));
        }
    }

    /// @throws IllegalStateException if there is no patch
    static void requirePatch(URI url, Path body) throws IOException {
        JsonNode response = response(url, body);
        if (!response.path("allowed").asBoolean() || !response.has("patch")) {
            throw new IllegalStateException("%s answers %s with %s".formatted(url, body, response));
        }
    }

    private static JsonNode response(URI url, Path body) throws IOException {
        JsonNode response = JSON.readTree(of(url, body)).path("response");
        String asked = JSON.readTree(body.toFile()).at("/request/uid").asText();
        if (!response.path("uid").asText().equals(asked)) {
            throw new IllegalStateException("%s answers %s with another uid".formatted(url, body));
        }
        return response;
    }
}
