package dev.sudosafe.load;

import dev.sudosafe.load.Callers.Caller;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Posts the same review again and again, in HTTP/1.1 as the API server does. A connection that the server announces to
/// close is left, and the next call makes a new one; one that ends without a word is a failure.
public final class DoorCaller implements Caller {

    private static final int TIMEOUT = 10_000;

    private final SSLContext tls;
    private final URI door;
    private final byte[] request;
    private final Predicate<String> expected;
    private final Reuse reuse;
    private @Nullable SSLSocket socket;
    private @Nullable InputStream in;

    /// How long connections are kept.
    public enum Reuse {
        KEPT,
        NEW_FOR_EACH_CALL
    }

    /// @param door its whole address
    /// @param expected whether the body of an answer is right
    public DoorCaller(SSLContext tls, URI door, String review, Predicate<String> expected, Reuse reuse) {
        this.tls = tls;
        this.door = door;
        this.request = request(door, review);
        this.expected = expected;
        this.reuse = reuse;
    }

    @Override
    public void call() throws IOException {
        try {
            send();
            receive();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        if (reuse == Reuse.NEW_FOR_EACH_CALL) {
            close();
        }
    }

    private void send() throws IOException {
        SSLSocket open = socket;
        if (open == null) {
            open = (SSLSocket)
                    tls.getSocketFactory().createSocket(InetAddress.getByName(door.getHost()), door.getPort());
            open.setSoTimeout(TIMEOUT);
            open.setTcpNoDelay(true);
            socket = open;
            in = new BufferedInputStream(open.getInputStream());
        }
        open.getOutputStream().write(request);
        open.getOutputStream().flush();
    }

    private void receive() throws IOException {
        InputStream answers = in;
        if (answers == null) {
            throw new IOException("no connection");
        }
        String head = head(answers);
        if (head.isEmpty()) {
            throw new IOException("the connection ended without an answer");
        }
        String body = new String(answers.readNBytes(length(head)), StandardCharsets.UTF_8);
        if (!head.startsWith("http/1.1 200 ")) {
            throw new IOException(head.lines().findFirst().orElse(""));
        }
        if (!expected.test(body)) {
            throw new IOException("wrong answer: " + body);
        }
        if (head.contains("connection: close")) {
            close();
        }
    }

    @Override
    public void close() {
        SSLSocket open = socket;
        socket = null;
        in = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /// In lower case.
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (next == '\n' && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                break;
            }
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    private static byte[] request(URI door, String review) {
        byte[] body = review.getBytes(StandardCharsets.UTF_8);
        String head = "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(door.getPath(), door.getAuthority(), body.length);
        byte[] request = new byte[head.length() + body.length];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, request, 0, head.length());
        System.arraycopy(body, 0, request, head.length(), body.length);
        return request;
    }
}
