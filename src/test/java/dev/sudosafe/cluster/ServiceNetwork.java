package dev.sudosafe.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The network of Services, on which the API server calls webhooks by the names that the chart gives: whichever it
/// calls, it reaches one process. The API server asks for each connection by HTTP CONNECT on a Unix socket, as its
/// egress selector does for those that have a network of its own between it and the nodes.
final class ServiceNetwork implements AutoCloseable {

    private static final String EGRESS = """
            apiVersion: apiserver.k8s.io/v1beta1
            kind: EgressSelectorConfiguration
            egressSelections:
            - name: cluster
              connection:
                proxyProtocol: HTTPConnect
                transport: {uds: {udsName: %s}}
            """;

    private final TemporaryFolder folder;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private volatile int target;

    ServiceNetwork() throws IOException {
        folder = TemporaryFolder.create("sudosafe-network");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket()));
        Files.writeString(configuration(), EGRESS.formatted(socket()));
        Thread.ofVirtual().start(this::accept);
    }

    /// What kube-apiserver must be started with.
    List<String> flags() {
        return List.of("--egress-selector-config-file", configuration().toString());
    }

    void leadTo(SudosafeProcess process) {
        target = URI.create(process.url()).getPort();
    }

    /// Ends all connections, so that the next call makes one anew and looks at the certificate.
    void dropConnections() {
        open.forEach(ServiceNetwork::close);
        open.clear();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel from = server.accept();
                Thread.ofVirtual().start(() -> connect(from));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void connect(SocketChannel from) {
        open.add(from);
        try {
            readHead(from);
            SocketChannel to = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            open.add(to);
            from.write(StandardCharsets.US_ASCII.encode("HTTP/1.1 200 Connected\r\n\r\n"));
            Thread.ofVirtual().start(() -> copy(from, to));
            Thread.ofVirtual().start(() -> copy(to, from));
        } catch (IOException e) {
            close(from);
        }
    }

    private static void readHead(SocketChannel from) throws IOException {
        StringBuilder head = new StringBuilder();
        ByteBuffer next = ByteBuffer.allocate(1);
        while (!head.toString().endsWith("\r\n\r\n")) {
            if (from.read(next.clear()) < 0) {
                throw new IOException("ended within the request for a connection");
            }
            head.append((char) next.flip().get());
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 14);
        try (from;
                to) {
            while (from.read(bytes.clear()) >= 0) {
                bytes.flip();
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
            }
        } catch (IOException e) {
            // Dropped, or ended by one side.
        }
    }

    private static void close(AutoCloseable channel) {
        try {
            channel.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Path socket() {
        return folder.path().resolve("socket");
    }

    private Path configuration() {
        return folder.path().resolve("egress.yaml");
    }

    @Override
    public void close() {
        dropConnections();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        folder.close();
    }
}
