package dev.sudosafe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.sudosafe.cluster.SudosafeProcess;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How the page of the dry run is served; what it does is tried in a browser (`make page`).
class PageIT {

    private static final Pattern ASSET = Pattern.compile("\"(/assets/[0-9a-f]{64}/[a-z.]+)\"");

    private static SudosafeProcess process;

    @BeforeAll
    static void start() {
        process = SudosafeProcess.start(Map.of("SUDOSAFE_DRY_RUN_ENABLED", "true", "SUDOSAFE_DRY_RUN_TOKEN", "test"));
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void the_page_needs_no_token() {
        get("/").then().statusCode(200).header("Content-Type", containsString("text/html"));
    }

    @Test
    void its_policy_lets_nothing_in_from_elsewhere() {
        assertThat(get("/").header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe", "*", "http", "data:");
    }

    @Test
    void the_nonce_of_the_styles_is_another_one_each_time() {
        assertThat(get("/").header("Content-Security-Policy")).isNotEqualTo(get("/").header("Content-Security-Policy"));
    }

    @Test
    void the_page_knows_the_nonce_of_its_policy() {
        Response page = get("/");

        String nonce = page.header("Content-Security-Policy").replaceAll("(?s).*'nonce-([^']+)'.*", "$1");
        assertThat(page.asString()).contains("<meta name=\"style-nonce\" content=\"" + nonce + "\">");
    }

    @Test
    void no_browser_guesses_a_type_or_tells_where_it_comes_from() {
        get("/").then()
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("no-referrer"));
    }

    @Test
    void the_page_is_never_kept_and_what_it_names_for_good() {
        get("/").then().header("Cache-Control", equalTo("no-store"));
        assertThat(assets())
                .hasSize(4)
                .allSatisfy(asset -> get(asset)
                        .then()
                        .statusCode(200)
                        .header("X-Content-Type-Options", equalTo("nosniff"))
                        .header("Cache-Control", containsString("immutable")));
    }

    @Test
    void it_is_compressed_for_whoever_takes_that() {
        String script = assets().stream()
                .filter(asset -> asset.endsWith(".js"))
                .findFirst()
                .orElseThrow();

        DoorClient.of(process)
                .request()
                .header("Accept-Encoding", "br, gzip")
                .get(script)
                .then()
                .header("Content-Encoding", "gzip");
        DoorClient.of(process)
                .request()
                .header("Accept-Encoding", "gzip;q=0")
                .get(script)
                .then()
                .header("Content-Encoding", not(equalTo("gzip")));
    }

    @Test
    void another_file_is_not_there() {
        get("/assets/../application.properties").then().statusCode(404);
        get("/assets/main.js").then().statusCode(404);
    }

    @Test
    void a_process_without_dry_runs_has_no_page() {
        try (SudosafeProcess other = SudosafeProcess.start()) {
            DoorClient.of(other).request().get("/").then().statusCode(404);
            DoorClient.of(other).request().get(assets().getFirst()).then().statusCode(404);
        }
    }

    private static List<String> assets() {
        return ASSET.matcher(get("/").asString())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private static Response get(String path) {
        return DoorClient.of(process).request().get(path);
    }
}
