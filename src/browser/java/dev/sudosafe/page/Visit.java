package dev.sudosafe.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A browser on the page. It notes whatever the page must never do: a request to another host, a breach of its policy, an
/// error that nobody caught.
public final class Visit implements AutoCloseable {

    private static final List<Path> BROWSERS =
            Stream.of("/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser")
                    .map(Path::of)
                    .toList();

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;

    private final String origin;
    private final BrowserContext context;
    private final Page page;
    private final List<String> offences = new CopyOnWriteArrayList<>();

    /// Made by whoever asks first, for all tests.
    private static final class Shared {
        private static final Browser BROWSER = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions().setExecutablePath(executable()));
    }

    private Visit(String origin, ColorScheme scheme) {
        this.origin = origin;
        this.context = Shared.BROWSER.newContext(new Browser.NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setColorScheme(scheme)
                .setPermissions(List.of("clipboard-read", "clipboard-write"))
                .setViewportSize(WIDTH, HEIGHT));
        context.addInitScript("addEventListener('securitypolicyviolation',"
                + " e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))");
        this.page = context.newPage();
        page.onRequest(request -> {
            if (!request.url().startsWith(origin + "/")) {
                offences.add("request to " + request.url());
            }
        });
        page.onConsoleMessage(message -> {
            if (message.text().startsWith("policy: ") || message.text().contains("Content Security Policy")) {
                offences.add(message.text());
            }
        });
        page.onPageError(offences::add);
        page.onDialog(dialog -> {
            offences.add("dialog " + dialog.message());
            dialog.dismiss();
        });
    }

    public static Visit of(String origin) {
        return of(origin, ColorScheme.LIGHT);
    }

    static Visit of(String origin, ColorScheme scheme) {
        Visit visit = new Visit(origin, scheme);
        visit.page.navigate(origin + "/");
        return visit;
    }

    private static Path executable() {
        Path found = BROWSERS.stream().filter(Files::isExecutable).findFirst().orElse(Path.of(""));
        boolean missing = found.toString().isEmpty();
        if (missing && System.getenv("CI") != null) {
            throw new AssertionError("required here, but there is no Chromium: apt-get install chromium");
        }
        Assumptions.assumeFalse(missing, "SKIPPED: no Chromium: apt-get install chromium");
        return found;
    }

    public Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    public Visit withToken(String token) {
        page.getByLabel("Token").fill(token);
        return this;
    }

    /// Puts a text into the manifest's editor, as pasting does.
    public Visit manifest(String text) {
        return paste("Manifest, YAML or JSON", text);
    }

    public Visit candidate(String text) {
        if (!editor("Profile to try, YAML").isVisible()) {
            page.getByText("Try a profile").click();
        }
        return paste("Profile to try, YAML", text);
    }

    private Visit paste(String label, String text) {
        editor(label).click();
        page.keyboard().press("Control+a");
        page.keyboard().press("Delete");
        page.keyboard().insertText(text);
        return this;
    }

    Locator editor(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    Locator verdict() {
        return page.locator("#verdict");
    }

    /// Waits for the verdict.
    public Visit judged(String verdict) {
        page.waitForFunction(
                "text => document.getElementById('verdict').textContent.includes(text)", verdict);
        return this;
    }

    List<String> offences() {
        return List.copyOf(offences);
    }

    /// Each test ends with this, whatever it was about.
    @Override
    public void close() {
        page.waitForTimeout(50);
        context.close();
        assertThat(offences).as("what the page of %s must not do", origin).isEmpty();
    }
}
