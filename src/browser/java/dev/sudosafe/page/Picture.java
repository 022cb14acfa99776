package dev.sudosafe.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A picture for the docs. No two machines draw the same pixels, so that only its being there and its size are tested;
/// `-Dsudosafe.goldens=rewrite` takes it anew.
final class Picture {

    private static final int MOST_BYTES = 150_000;

    private Picture() {}

    static void of(Page page, Path file) {
        try {
            if ("rewrite".equals(System.getProperty("sudosafe.goldens"))) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                page.setViewportSize(1200, 1000);
                page.evaluate("document.activeElement.blur()");
                page.screenshot(new Page.ScreenshotOptions().setPath(file));
            }
            assertThat(file).exists();
            assertThat(Files.size(file)).isLessThan(MOST_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
