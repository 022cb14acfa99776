package dev.sudosafe.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The head of an HTTP/1.1 answer, read byte by byte so that the body stays in the stream.
final class HttpHead {

    private static final String LENGTH = "content-length:";

    private HttpHead() {}

    /// The status line and the headers; empty at the end of the stream.
    static List<String> read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                line.append((char) next);
                continue;
            }
            if (line.toString().isBlank()) {
                return lines;
            }
            lines.add(line.toString().strip());
            line.setLength(0);
        }
        return lines;
    }

    static int contentLength(List<String> head) {
        return head.stream()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith(LENGTH))
                .mapToInt(
                        line -> Integer.parseInt(line.substring(LENGTH.length()).strip()))
                .findFirst()
                .orElseThrow();
    }

    /// The status code of a whole answer; 0 if the connection ended without one.
    static int status(InputStream in) throws IOException {
        List<String> head = read(in);
        if (head.isEmpty()) {
            return 0;
        }
        in.skipNBytes(contentLength(head));
        return Integer.parseInt(head.getFirst().split(" ", 3)[1]);
    }

    static byte[] post(String path, String... headers) {
        return ("POST " + path + " HTTP/1.1\r\nHost: sudosafe\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
