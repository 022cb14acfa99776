package dev.sudosafe.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.sudosafe.cluster.SudosafeProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people do with the page, on a process without a cluster.
class PageInBrowser {

    private static final String TOKEN = "secret-of-the-test";
    private static final int MOST_BYTES = 300_000;

    private static SudosafeProcess process;

    @BeforeAll
    static void start() {
        process = SudosafeProcess.start(Map.of("SUDOSAFE_DRY_RUN_ENABLED", "true", "SUDOSAFE_DRY_RUN_TOKEN", TOKEN));
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void a_pasted_manifest_is_judged_without_a_click() {
        try (Visit visit = visit().manifest(Manifests.POD)) {
            assertThat(visit.verdict()).hasText("1 admitted");
        }
    }

    @Test
    void a_finding_stands_beside_its_line_with_reason_remedy_and_a_link() {
        try (Visit visit = visit().manifest(Manifests.SOCKET).judged("1 denied: 1 finding")) {
            Locator finding = visit.page().locator("#findings li");
            assertThat(finding).containsText("line 16");
            assertThat(finding).containsText("hostPath volumes (volume \"docker\" at spec.volumes[0].hostPath): use an emptyDir");
            assertThat(finding.getByRole(AriaRole.LINK)).hasAttribute("href", Pattern.compile("https://.*host-path-volumes.*"));
            assertThat(visit.page().locator("#manifest .cm-lintRange-error")).containsText("hostPath:");
        }
    }

    @Test
    void a_finding_leads_to_its_line() {
        try (Visit visit = visit().manifest(Manifests.SOCKET).judged("1 denied")) {
            visit.page().getByRole(AriaRole.BUTTON, named("line 16")).click();
            visit.page().keyboard().type("#");
            visit.page().keyboard().press("End");
            assertThat(visit.editor("Manifest, YAML or JSON")).containsText("#hostPath:");
        }
    }

    @Test
    void what_is_no_yaml_is_marked_where_it_ends() {
        try (Visit visit = visit().manifest(Manifests.POD + "---\na: [\n").judged("1 error, 1 admitted")) {
            assertThat(visit.page().locator("#findings")).containsText("expected the node content");
            assertThat(visit.page().locator("#manifest .cm-lint-marker-error")).hasCount(1);
        }
    }

    @Test
    void the_injected_pod_stands_beside_the_pod_as_written() {
        try (Visit visit = visit().manifest(Manifests.POD).judged("1 admitted")) {
            Locator row = visit.page().locator("table.diff tr").filter(new Locator.FilterOptions().setHasText("hostUsers: false"));
            assertThat(row.locator("ins")).hasText(Pattern.compile("^ *hostUsers: false$"));
            assertThat(visit.page().locator("table.diff td", new Page.LocatorOptions().setHasText("kind: Pod"))).hasCount(2);
        }
    }

    @Test
    void one_of_many_pods_is_chosen_for_the_columns() {
        try (Visit visit = visit().manifest(Manifests.POD + "---\n" + Manifests.SOCKET).judged("1 denied, 1 admitted")) {
            visit.page().getByLabel("Pod", exact()).selectOption("Pod default/editor (line 7)");
            assertThat(visit.page().locator("#diff")).containsText("name: editor");
        }
    }

    @Test
    void a_profile_to_try_judges_in_place_of_the_installed_one() {
        try (Visit visit = visit().manifest(Manifests.POD).judged("1 admitted").candidate(Manifests.SYSBOX)) {
            assertThat(visit.page().locator("#findings")).containsText("isolated by Sysbox");
        }
    }

    @Test
    void a_profile_in_force_is_taken_to_begin_with() {
        try (Visit visit = visit().manifest(Manifests.POD).judged("1 admitted")) {
            visit.page().getByText("Try a profile").click();
            visit.page().getByRole(AriaRole.BUTTON, named("Take it")).click();
            assertThat(visit.editor("Profile to try, YAML")).containsText("kind: WorkspaceProfile");
            visit.judged("1 admitted");
        }
    }

    @Test
    void a_mistake_in_the_profile_is_marked_on_its_own_line() {
        try (Visit visit = visit().manifest(Manifests.POD).candidate(Manifests.SYSBOX.replace("docker:", "dokcer:"))) {
            assertThat(visit.page().locator("#problem")).containsText("spec.dokcer: unknown key");
            assertThat(visit.page().locator("#candidate .cm-lintRange-error")).containsText("dokcer");
        }
    }

    @Test
    void a_pod_that_no_profile_selects_is_judged_when_it_is_taken_for_a_workspace() {
        try (Visit visit = visit().manifest(Manifests.POD.replace("sudosafe.dev/workspace: \"true\"", "")).judged("1 skipped")) {
            visit.page().getByLabel("every pod is a workspace").check();
            visit.judged("1 admitted");
        }
    }

    @Test
    void a_file_is_read() {
        try (Visit visit = visit()) {
            visit.page().getByLabel("Open a file").setInputFiles(new FilePayload(
                    "pod.yaml", "application/yaml", Manifests.POD.getBytes(StandardCharsets.UTF_8)));
            visit.judged("1 admitted");
        }
    }

    @Test
    void a_dropped_file_is_read() {
        try (Visit visit = visit()) {
            visit.page().evaluate("""
                    text => {
                      const files = new DataTransfer();
                      files.items.add(new File([text], "pod.yaml"));
                      document.querySelector("#manifest .cm-content").dispatchEvent(
                        new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
                    }""", Manifests.POD);
            visit.judged("1 admitted");
        }
    }

    @Test
    void a_wrong_token_is_told_with_what_to_do() {
        try (Visit visit = Visit.of(process.url()).withToken("wrong").manifest(Manifests.POD)) {
            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("Make a new one (kubectl create token)");
        }
    }

    @Test
    void a_link_brings_everything_back() {
        try (Visit visit = visit().manifest(Manifests.POD).candidate(Manifests.SYSBOX).judged("1 admitted")) {
            visit.page().getByLabel("Judged by").selectOption("default");
            visit.page().getByRole(AriaRole.BUTTON, named("Copy a link")).click();
            assertThat(visit.page().locator("#shared")).containsText("Copied");
            String link = String.valueOf(visit.page().evaluate("navigator.clipboard.readText()"));

            try (Visit other = Visit.of(process.url())) {
                other.page().navigate(link);
                other.page().reload();
                other.withToken(TOKEN).judged("1 admitted");
                assertThat(other.page().locator("#findings")).containsText("isolated by Sysbox");
                assertThat(other.page().getByLabel("Judged by")).hasValue("default");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"#s=AAAA", "#s=%%%", "#s=S0lNTg"})
    void a_damaged_link_is_told(String fragment) {
        try (Visit visit = Visit.of(process.url())) {
            visit.page().navigate(process.url() + "/" + fragment);
            visit.page().reload();
            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("The link is damaged");
        }
    }

    @Test
    void a_token_that_is_handed_over_leaves_the_address_at_once() {
        try (Visit visit = Visit.of(process.url())) {
            visit.page().navigate(process.url() + "/#token=" + TOKEN);
            visit.page().reload();
            visit.page().navigate("about:blank");
            visit.page().navigate(process.url() + "/#token=" + TOKEN);
            assertThat(visit.page().getByLabel("Token", exact())).hasValue(TOKEN);
            assertThat(visit.page().url()).isEqualTo(process.url() + "/");
            visit.manifest(Manifests.POD).judged("1 admitted");
        }
    }

    @Test
    void the_token_is_in_no_storage_no_cookie_no_address_and_no_link() {
        try (Visit visit = visit().manifest(Manifests.POD).judged("1 admitted")) {
            visit.page().getByRole(AriaRole.BUTTON, named("Copy a link")).click();
            assertThat(visit.page().locator("#shared")).containsText("Copied");
            String kept = String.valueOf(visit.page().evaluate("""
                    async () => JSON.stringify([
                      { ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state,
                      await indexedDB.databases(), await caches.keys()])"""));
            String shared = String.valueOf(visit.page().evaluate("""
                    async () => {
                      const packed = location.hash.slice(3).replaceAll("-", "+").replaceAll("_", "/");
                      const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
                      return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
                    }"""));

            assertThat(kept).startsWith("[{},{},\"\",").endsWith("null,[],[]]").doesNotContain(TOKEN);
            assertThat(shared).contains("kind: Pod").doesNotContain(TOKEN);
            assertThat(visit.context().cookies()).isEmpty();
        }
    }

    @Test
    void names_that_are_markup_are_shown_as_text() {
        String bad = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        String pod = Manifests.SOCKET
                .replace("name: editor", "name: '" + bad + "'")
                .replace("name: docker", "name: '" + bad + "'");
        try (Visit visit = visit().manifest(pod).judged("1 denied").candidate(Manifests.SYSBOX.replace("docker:", "'" + bad + "':"))) {
            assertThat(visit.page().locator("#problem")).containsText("unknown key");
            assertThat(visit.page().locator("#problem")).containsText("<img src=x onerror=alert(1)>");
            visit.candidate(" ").judged("1 denied");
            assertThat(visit.page().locator("#findings li").first()).containsText("<img src=x onerror=alert(1)>");
            assertThat(visit.page().locator("#diff")).containsText("<script>alert(2)</script>");
            assertThat(visit.page().locator("main img, main script")).hasCount(0);
        }
    }

    @Test
    void the_keyboard_is_enough() {
        try (Visit visit = Visit.of(process.url())) {
            visit.page().keyboard().press("Tab");
            assertThat(visit.page().getByLabel("Token", exact())).isFocused();
            visit.page().keyboard().insertText(TOKEN);
            tabTo(visit, visit.editor("Manifest, YAML or JSON"));
            visit.page().keyboard().insertText(Manifests.SOCKET);
            visit.judged("1 denied");
            tabTo(visit, visit.page().getByRole(AriaRole.BUTTON, named("line 16")));
            visit.page().keyboard().press("Enter");
            assertThat(visit.editor("Manifest, YAML or JSON")).isFocused();
            tabTo(visit, visit.page().locator("#candidate-part > summary"));
            visit.page().keyboard().press("Enter");
            tabTo(visit, visit.editor("Profile to try, YAML"));
            visit.page().keyboard().insertText(Manifests.SYSBOX);
            assertThat(visit.page().locator("#findings")).containsText("isolated by Sysbox");
            tabTo(visit, visit.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("The pod before and after")));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void nothing_keeps_people_out(ColorScheme scheme) {
        try (Visit visit = Visit.of(process.url(), scheme).withToken(TOKEN).manifest(Manifests.SOCKET).judged("1 denied")) {
            visit.candidate(Manifests.SYSBOX);
            visit.page().getByText("What the nodes can run").click();
            visit.page().getByText("What would change in the cluster").click();
            assertThat(visit.page().locator("#facts-state")).containsText("Nothing is known of the nodes");
            assertThat(visit.page().locator("#findings")).containsText("line 16");

            assertThat(new AxeBuilder(visit.page()).analyze().getViolations()).isEmpty();
        }
    }

    @Test
    void the_verdict_is_read_out() {
        try (Visit visit = visit().manifest(Manifests.POD)) {
            assertThat(visit.page().getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("1 admitted"))).isVisible();
        }
    }

    @Test
    void it_loads_less_than_300_kB() {
        try (Visit visit = Visit.of(process.url())) {
            Object bytes = visit.page().evaluate("""
                    () => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
                      .reduce((sum, entry) => sum + entry.transferSize, 0)""");

            assertThat(((Number) bytes).intValue()).isBetween(1, MOST_BYTES);
        }
    }

    @Test
    void a_comparison_without_a_cluster_says_so() {
        try (Visit visit = visit()) {
            visit.page().getByText("What would change in the cluster").click();
            visit.page().getByRole(AriaRole.BUTTON, named("Compare")).click();
            assertThat(visit.page().locator("#progress")).containsText("sudosafe has no connection to the API server");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void its_pictures_in_the_docs_are_of_today(ColorScheme scheme) {
        try (Visit visit = Visit.of(process.url(), scheme).withToken(TOKEN).manifest(Manifests.SOCKET).judged("1 denied")) {
            Picture.of(visit.page(), Path.of("docs/images/page-%s.png".formatted(scheme.name().toLowerCase(Locale.ROOT))));
        }
    }

    private static void tabTo(Visit visit, Locator target) {
        for (int press = 0; press < 40; press++) {
            if (Boolean.TRUE.equals(target.evaluate("element => element === document.activeElement"))) {
                return;
            }
            visit.page().keyboard().press("Tab");
        }
        assertThat(target).isFocused();
    }

    private static Visit visit() {
        return Visit.of(process.url()).withToken(TOKEN);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByLabelOptions exact() {
        return new Page.GetByLabelOptions().setExact(true);
    }

}
