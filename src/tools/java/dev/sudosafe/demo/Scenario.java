package dev.sudosafe.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.sudosafe.cluster.Cluster;
import dev.sudosafe.cluster.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The main job, shown and checked: what is admitted, injected, refused and left alone.
final class Scenario {

    private static final List<String> VOLATILE =
            List.of("creationTimestamp", "uid", "resourceVersion", "generation:", "kubectl.kubernetes.io/", "{\"");

    /// How many lines of an addition the diff shows.
    private static final int SHOWN = 24;

    private final Cluster cluster;
    private final Screen screen;
    private int failures;

    Scenario(Cluster cluster, Screen screen) {
        this.cluster = cluster;
        this.screen = screen;
    }

    /// Plays it all.
    ///
    /// @return how many things came out otherwise than they should
    int play() throws IOException {
        workspace();
        gitlab();
        attacks();
        bystander();
        return failures;
    }

    private void workspace() throws IOException {
        screen.title("A labelled pod becomes a workspace: + is what sudosafe adds");
        String before = asStored(Manifests.unlabelled(Manifests.WORKSPACE)).replace("example.com/", "sudosafe.dev/");
        String after = asStored(Manifests.WORKSPACE);
        List<String> old = before.lines().toList();
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                "before", "after", old, DiffUtils.diff(old, after.lines().toList()), 1);
        shortened(diff).forEach(screen::diff);
        screen.command("kubectl apply -f my-workspace.yaml");
        JsonNode pod = create(Manifests.WORKSPACE, "my-workspace");
        expect(
                pod.at("/spec/hostUsers").isBoolean()
                        && !pod.at("/spec/hostUsers").booleanValue(),
                "root in it is not root on the node (hostUsers: false)");
        expect(
                pod.at("/spec/containers/0/securityContext/allowPrivilegeEscalation")
                        .booleanValue(),
                "setuid programs such as sudo may gain root in it, and only in it (allowPrivilegeEscalation: true)");
        expect(
                pod.at("/spec/initContainers/0/name").asText().equals("sudosafe-docker"),
                "a rootless docker engine runs beside it and has /project too (sudosafe-docker)");
    }

    private void gitlab() throws IOException {
        screen.title("A pod as GitLab Workspaces creates it");
        screen.command("kubectl apply -f gitlab-workspace.yaml");
        JsonNode pod = create(Manifests.GITLAB, "gitlab-workspace");
        expect(
                pod.at("/spec/containers/0/securityContext/allowPrivilegeEscalation")
                        .booleanValue(),
                "allowPrivilegeEscalation: false, which GitLab writes, has become true in the isolated pod");
        expect(
                pod.at("/spec/initContainers/0/volumeMounts").toString().contains("/projects"),
                "the sidecar has the project's volume at /projects");
    }

    private void attacks() {
        screen.title("Five ways to the node are refused");
        Manifests.attacks().forEach((goal, manifest) -> {
            screen.command("kubectl apply -f -   # " + goal);
            Output refused = cluster.apply(manifest);
            refused.err().lines().forEach(line -> screen.line("    " + line));
            expect(!refused.succeeded() && refused.err().contains("denied by sudosafe profile"), "refused");
        });
    }

    private void bystander() throws IOException {
        screen.title("A pod without the label is left alone");
        String manifest = Manifests.unlabelled(Manifests.WORKSPACE).replace("my-workspace", "bystander");
        screen.command("kubectl apply -f bystander.yaml");
        JsonNode pod = create(manifest, "bystander");
        expect(!pod.toString().contains("sudosafe") && pod.at("/spec/hostUsers").isMissingNode(), "untouched");
    }

    /// The diff with the middle of long additions left out.
    private static List<String> shortened(List<String> diff) {
        List<String> shown = new ArrayList<>();
        int run = 0;
        for (String line : diff) {
            run = line.startsWith("+ ") ? run + 1 : 0;
            if (run <= SHOWN) {
                shown.add(line);
            } else if (run == SHOWN + 1) {
                shown.add("+    ... and so on: kubectl get pod my-workspace -o yaml");
            }
        }
        return shown;
    }

    private JsonNode create(String manifest, String name) throws IOException {
        Output applied = cluster.apply(manifest);
        expect(
                applied.succeeded(),
                applied.succeeded() ? applied.out().strip() : applied.err().strip());
        return applied.succeeded()
                ? cluster.get("pod", name, Manifests.NAMESPACE)
                : new JsonMapper().createObjectNode();
    }

    /// The pod as the API server would store it, without what differs from call to call.
    private String asStored(String manifest) {
        return cluster.apply(manifest, "--dry-run=server", "-o", "yaml")
                .require()
                .lines()
                .takeWhile(line -> !line.startsWith("status:"))
                .filter(line -> VOLATILE.stream().noneMatch(line.stripLeading()::startsWith))
                .map(line -> line.replaceAll("kube-api-access-\\w+", "kube-api-access"))
                .collect(Collectors.joining("\n"));
    }

    private void expect(boolean held, String what) {
        if (held) {
            screen.good(what);
        } else {
            failures++;
            screen.bad(what);
        }
    }
}
