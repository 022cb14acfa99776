package dev.sudosafe.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;

/// The first connection to a process and its first review, on a bare socket, so that no client of ours takes part in it.
///
/// @param handshake connection and TLS, in milliseconds
/// @param review from its first byte to the last one of the answer, in milliseconds
record FirstReview(double handshake, double review) {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    static FirstReview of(URI url, Path file) throws IOException {
        byte[] body = Files.readAllBytes(file);
        long connecting = System.nanoTime();
        try (SSLSocket socket =
                (SSLSocket) Tls.TRUSTING.getSocketFactory().createSocket(url.getHost(), url.getPort())) {
            socket.setTcpNoDelay(true);
            socket.startHandshake();
            double handshake = Start.millisSince(connecting);
            long asking = System.nanoTime();
            ask(socket.getOutputStream(), url, body);
            requireAnswer(new BufferedInputStream(socket.getInputStream()));
            return new FirstReview(handshake, Start.millisSince(asking));
        }
    }

    private static void ask(OutputStream out, URI url, byte[] body) throws IOException {
        out.write("""
                POST %s HTTP/1.1\r
                Host: %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """.formatted(url.getPath() + "?" + url.getQuery(), url.getAuthority(), body.length)
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    /// Go's answer is chunked, ours has a length.
    private static void requireAnswer(InputStream in) throws IOException {
        String head = readUntil(in, "\r\n\r\n");
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException("not the answer to a first review: " + head);
        }
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
            in.readNBytes(Integer.parseInt(length.group(1)));
        } else {
            readUntil(in, "\r\n0\r\n\r\n");
        }
    }

    private static String readUntil(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end, text.length() - end.length()) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the answer ends after " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }
}
