package dev.sudosafe.node;

import dev.sudosafe.cluster.Kubectl;
import dev.sudosafe.cluster.Output;
import dev.sudosafe.cluster.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The namespaces of a node that `src/test/node/node` made. It lives as long as that script's standard input, so it
/// goes
/// with this process however that ends.
final class NodeNamespaces implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process script;
    private final String pid;
    private final Path work;
    private final Kubectl kubectl;

    private NodeNamespaces(Process script, List<String> ready, Path parts) {
        this.script = script;
        this.pid = ready.get(1);
        this.work = Path.of(ready.get(3));
        this.kubectl = new Kubectl(inNetwork(List.of()), parts.resolve("bin/kubectl"), Path.of(ready.get(2)));
    }

    /// Starts one and waits until the node is Ready.
    static NodeNamespaces start() {
        Path parts = Path.of(Program.run(List.of("src/test/node/fetch"), Map.of(), "", Duration.ofMinutes(25))
                .require()
                .strip());
        try {
            Process script = new ProcessBuilder("src/test/node/node", parts.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(script.getInputStream(), StandardCharsets.UTF_8));
            String ready = out.readLine();
            if (ready == null) {
                throw new IllegalStateException("no node; its script says why above");
            }
            return new NodeNamespaces(script, List.of(ready.split(" ", -1)), parts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Kubectl kubectl() {
        return kubectl;
    }

    /// A folder that is `/work` on the node.
    Path work() {
        return work;
    }

    /// The command in the network of the node, with this machine's files.
    List<String> inNetwork(List<String> command) {
        return concat(List.of("nsenter", "-t", pid, "-n", "--"), command);
    }

    /// Runs a shell script on the node as root.
    Output run(String script) {
        List<String> enter =
                List.of("nsenter", "-t", pid, "-m", "-p", "-n", "-u", "-i", "-C", "-r", "-w", "--", "env", "-i");
        List<String> shell = List.of(
                "PATH=/parts/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "KUBECONFIG=/etc/kubernetes/admin.conf",
                "bash",
                "-euo",
                "pipefail");
        return Program.run(concat(enter, shell), Map.of(), script, PATIENCE);
    }

    private static List<String> concat(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }

    @Override
    public void close() {
        try {
            script.getOutputStream().close();
            if (!script.waitFor(30, TimeUnit.SECONDS)) {
                script.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
