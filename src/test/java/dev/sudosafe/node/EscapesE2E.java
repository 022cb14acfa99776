package dev.sudosafe.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.cluster.Output;
import dev.sudosafe.fixture.Documents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ways to the node, each tried as root where a developer can be root, and in a privileged pod, where it goes through.
class EscapesE2E {

    private static final String ATTEMPTS = Documents.text(Path.of("src/test/resources/node/escapes.sh"));
    private static final String REACHED = "reached  ";

    /// The tools come from the project's volume, which the sidecar has too.
    private static final String TOOLS = """
            mkdir -p /project/tools
            cp /opt/context/busybox /bin/keyctl /project/tools/
            cp -L /lib/*/libkeyutils.so.1 /project/tools/
            """;

    private static final RealNode NODE = RealNode.shared();
    private static final Workspace WORKSPACE = Workspace.of(User.CODER);
    private static List<String> loops = List.of();

    @BeforeAll
    static void what_they_are_after() {
        NODE.run("""
                        echo canary | dd of=/work/loop conv=sync bs=1M 2> /dev/null
                        truncate -s 4M /work/file-system
                        mkdir /work/content && echo canary > /work/content/canary
                        mkfs.ext4 -q -d /work/content /work/file-system
                        echo canary > /work/canary
                        keyctl setperm "$(keyctl add user canary canary @u)" 0x3f3f0000
                        """).require();
        loops = List.of(NODE.attached("loop"), NODE.attached("file-system"));
        Workspace victim = Workspace.of(User.JUPYTER);
        victim.run("""
                sudo sh -c 'echo canary > /home/coder/canary-of-the-victim; chmod 644 /home/coder/canary-of-the-victim'
                env canary_of_the_victim=1 bash -c 'exec -a canary-of-the-victim sleep 3600' > /dev/null 2>&1 &
                """).require();
        WORKSPACE.run(TOOLS).require();
    }

    @AfterAll
    static void nothing_is_left_behind() {
        loops.forEach(NODE::detach);
        NODE.run("keyctl unlink \"$(keyctl search @u user canary)\" @u").require();
    }

    @Test
    void each_goes_through_in_a_privileged_pod() {
        assertThat(keptOut(control())).isEmpty();
    }

    @Test
    void none_goes_through_as_root_in_the_workspace() {
        assertThat(reached(WORKSPACE.run("sudo " + inShell("/project/tools")).require()))
                .isEmpty();
    }

    @Test
    void none_goes_through_in_the_sidecar() {
        assertThat(reached(WORKSPACE
                        .runIn(Workspace.SIDECAR, script("/project/tools"))
                        .require()))
                .isEmpty();
    }

    @Test
    void none_goes_through_as_root_of_the_engine_s_own_namespaces() {
        String enter =
                "nsenter -t $(cat /var/lib/sudosafe/run/dockerd-rootless/child_pid) -U --preserve-credentials -m -n ";

        assertThat(reached(WORKSPACE
                        .runIn(Workspace.SIDECAR, enter + inShell("/project/tools"))
                        .require()))
                .isEmpty();
    }

    @Test
    void none_goes_through_as_root_in_a_nested_container() {
        assertThat(reached(nested("").require())).isEmpty();
    }

    @Test
    void a_privileged_nested_container_does_not_start() {
        assertThat(nested("--privileged").err())
                .contains("docker: Error response from daemon", "error mounting \"sysfs\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--pid=host",
                "--network=host",
                "--ipc=host --uts=host",
                "--cap-add=ALL --security-opt seccomp=unconfined",
                "--user=65000",
                "--device=/dev/net/tun",
                "--pid=host --network=host --ipc=host --uts=host --cap-add=ALL --security-opt seccomp=unconfined"
            })
    void none_goes_through_in_a_nested_container_with_these_options(String options) {
        assertThat(reached(nested(options).require())).isEmpty();
    }

    @Test
    void a_nested_mount_of_everything_shows_the_sidecar_and_not_the_node() {
        image();

        assertThat(WORKSPACE
                        .run(
                                "docker run --rm -v /:/h full sh -c 'ls /h/work /h/parts 2> /dev/null; cat /h/etc/os-release' | head -n 1")
                        .require())
                .contains("Debian");
    }

    private static Output nested(String options) {
        image();
        return WORKSPACE.run(
                "docker run --rm -i -v /project:/project %s full %s".formatted(options, inShell("/project/tools")));
    }

    /// An image with all of the workspace's tools.
    private static void image() {
        WORKSPACE.run("""
                docker image inspect full > /dev/null 2>&1 ||
                  sudo tar -c --one-file-system -C / bin lib lib64 sbin usr etc | docker import - full > /dev/null
                """).require();
    }

    /// What a privileged pod comes to, that has the node's PID namespace too.
    private static String control() {
        NODE.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: control, namespace: sudosafe-node}
                spec:
                  hostPID: true
                  hostNetwork: true
                  automountServiceAccountToken: false
                  terminationGracePeriodSeconds: 0
                  containers:
                  - name: control
                    image: registry.test/workspace:1
                    command: [sleep, infinity]
                    securityContext: {privileged: true, runAsUser: 0}
                """);
        NODE.kubectl()
                .run("wait", "--for=condition=Ready", "pod/control", "-n", "sudosafe-node", "--timeout=60s")
                .require();
        String tools = TOOLS.replace("/project", "/tmp");
        return NODE.kubectl()
                .withInput(
                        Duration.ofMinutes(3),
                        tools + script("/tmp/tools"),
                        "exec",
                        "-i",
                        "-n",
                        "sudosafe-node",
                        "control",
                        "--",
                        "sh")
                .require();
    }

    private static String script(String tools) {
        return "LOOP=%s LOOP2=%s TOOLS=%s\nexport LOOP2\n".formatted(loops.get(0), loops.get(1), tools) + ATTEMPTS;
    }

    private static String inShell(String tools) {
        return "sh <<'SCRIPT'\n" + script(tools) + "SCRIPT\n";
    }

    private static Stream<String> reached(String output) {
        assertThat(output.lines().count())
                .as(output)
                .isEqualTo(ATTEMPTS.lines()
                        .filter(line -> line.startsWith("attempt \""))
                        .count());
        return output.lines().filter(line -> line.startsWith(REACHED));
    }

    private static Stream<String> keptOut(String output) {
        assertThat(output.lines()).isNotEmpty();
        return output.lines().filter(line -> !line.startsWith(REACHED));
    }
}
