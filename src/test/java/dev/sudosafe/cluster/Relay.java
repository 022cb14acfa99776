package dev.sudosafe.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A port that leads to others in turn, and can be cut and joined again: a network between sudosafe and the API server,
/// or a Service.
public final class Relay implements AutoCloseable {

    private volatile List<Integer> targets;
    private final AtomicInteger next = new AtomicInteger();
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket server;

    public Relay(Integer... targets) {
        this.targets = List.of(targets);
        this.port = listen(0);
    }

    public int port() {
        return port;
    }

    /// Where new connections lead from now on; those there are stay.
    public void leadTo(Integer... targets) {
        this.targets = List.of(targets);
    }

    /// Ends all connections, and refuses new ones.
    synchronized void cut() {
        close(server);
        server = null;
        sockets.forEach(Relay::close);
        sockets.clear();
    }

    void join() {
        // Any connection on loopback may have been given the port meanwhile.
        SudosafeProcess.await("joined", this::isJoined);
    }

    private boolean isJoined() {
        try {
            listen(port);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        cut();
    }

    private synchronized int listen(int port) {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            server = opened;
            Thread.ofVirtual().start(() -> accept(opened));
            return opened.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket server) {
        try {
            while (true) {
                relay(server, server.accept());
            }
        } catch (IOException e) {
            // Cut.
        }
    }

    private synchronized void relay(ServerSocket server, Socket from) {
        if (server.isClosed()) {
            close(from);
            return;
        }
        List<Integer> current = targets;
        int target = current.get(Math.floorMod(next.getAndIncrement(), current.size()));
        try {
            Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.addAll(List.of(from, to));
            Thread.ofVirtual().start(() -> copy(from, to));
            Thread.ofVirtual().start(() -> copy(to, from));
        } catch (IOException e) {
            // Nobody listens there, which is for the one that has called to notice.
            close(from);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Cut, or ended by one side.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(@Nullable AutoCloseable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
