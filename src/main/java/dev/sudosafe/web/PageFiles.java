package dev.sudosafe.web;

import com.google.common.hash.Hashing;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/// What the page is made of, as the build has bundled it. Each file but the page itself has its hash in its address, so
/// that browsers can keep it for good.
///
/// @param html the page, with the addresses of the others
/// @param assets by address
record PageFiles(String html, Map<String, Asset> assets) {

    private static final String FOLDER = "/page/";

    private static final Map<String, String> TYPES = Map.of(
            "main.js", "text/javascript; charset=utf-8",
            "style.css", "text/css; charset=utf-8",
            "icon.svg", "image/svg+xml",
            "licences.txt", "text/plain; charset=utf-8");

    /// A file that never changes at its address.
    ///
    /// @param gzip the same, compressed
    record Asset(String type, Buffer plain, Buffer gzip) {}

    static PageFiles read() {
        String html = new String(bytes("index.html"), StandardCharsets.UTF_8);
        Map<String, Asset> assets = new TreeMap<>();
        for (Map.Entry<String, String> file : TYPES.entrySet()) {
            byte[] bytes = bytes(file.getKey());
            String address = "/assets/%s/%s".formatted(Hashing.sha256().hashBytes(bytes), file.getKey());
            assets.put(address, new Asset(file.getValue(), Buffer.buffer(bytes), compressed(bytes)));
            html = html.replace("{" + file.getKey() + "}", address);
        }
        return new PageFiles(html, assets);
    }

    /// @param nonce by which the page's policy knows the styles that the editors make
    String html(String nonce) {
        return html.replace("{nonce}", nonce);
    }

    Optional<Asset> asset(String address) {
        return Optional.ofNullable(assets.get(address));
    }

    private static byte[] bytes(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "no %s%s: build with Maven, which bundles the page".formatted(FOLDER, name));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Buffer compressed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(out.toByteArray());
    }
}
