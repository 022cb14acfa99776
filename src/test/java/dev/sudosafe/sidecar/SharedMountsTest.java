package dev.sudosafe.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Profiles;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedMountsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/home/coder", "/projects", "/var/lib/docker", "/usrlocal", "/home/über", "/a..b", "/etcetera"})
    void a_mount_at_a_path_of_the_workspace_s_own_is_shared(String path) {
        assertThat(mountedAt(path).mounts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "relative",
                "//",
                "//usr",
                "/home//coder",
                "/usr",
                "/usr/",
                "/usr/local/bin",
                "/bin",
                "/lib64/x",
                "/etc/subuid",
                "/run/x",
                "/var",
                "/var/run",
                "/var/run/docker.sock",
                "/var/lib",
                "/var/lib/sudosafe",
                "/var/lib/sudosafe/socket/x",
                "/dev/net",
                "/proc/self",
                "/sys",
                "/home/../usr",
                "/home/./coder",
                "/..",
                "/home/coder/.."
            })
    void a_mount_that_would_hide_the_engine_is_not(String path) {
        assertThat(mountedAt(path).byPath()).isEmpty();
    }

    @Test
    void a_path_that_no_file_system_has_breaks_nothing() {
        assertThat(mountedAt("/home/\\0coder").mounts()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void a_mount_keeps_its_restrictions() {
        assertThat(mounts("- {name: home, mountPath: /h, subPath: x, readOnly: true, recursiveReadOnly: Enabled}"))
                .containsExactly(
                        tree("{name: home, mountPath: /h, subPath: x, readOnly: true, recursiveReadOnly: Enabled}"));
    }

    @Test
    void a_mount_loses_its_propagation() {
        assertThat(mounts("- {name: home, mountPath: /h, mountPropagation: Bidirectional}"))
                .containsExactly(tree("{name: home, mountPath: /h}"));
    }

    @Test
    void a_mount_with_a_computed_sub_path_is_not_shared() {
        assertThat(mounts("- {name: home, mountPath: /h, subPathExpr: $(X)}")).isEmpty();
    }

    @Test
    void a_mount_of_no_volume_is_not_shared() {
        assertThat(mounts("- {name: nobody, mountPath: /h}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret: {secretName: s}",
                "projected: {sources: [{serviceAccountToken: {path: t}}]}",
                "projected: {sources: [{configMap: {name: c}}, {secret: {name: s}}]}",
                "projected: {sources: [{podCertificate: {keyType: RSA3072}}]}"
            })
    void what_holds_secrets_is_not_shared(String source) {
        assertThat(of("- {name: home, " + source + "}", "- {name: home, mountPath: /h}")
                        .byPath())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "configMap: {name: c}",
                "persistentVolumeClaim: {claimName: c}",
                "projected: {sources: [{configMap: {name: c}}]}",
                "nfs: {server: s, path: /}"
            })
    void what_holds_none_is_shared(String source) {
        assertThat(of("- {name: home, " + source + "}", "- {name: home, mountPath: /h}")
                        .mounts())
                .hasSize(1);
    }

    @Test
    void a_volume_that_bears_the_sidecar_s_prefix_is_not_shared() {
        assertThat(of("- {name: sudosafe-docker-data, emptyDir: {}}", "- {name: sudosafe-docker-data, mountPath: /h}")
                        .byPath())
                .isEmpty();
    }

    @Test
    void mounts_come_in_the_order_of_their_paths() {
        assertThat(mounts("- {name: home, mountPath: /b}\n- {name: home, mountPath: /a}"))
                .containsExactly(tree("{name: home, mountPath: /a}"), tree("{name: home, mountPath: /b}"));
    }

    @Test
    void of_two_mounts_of_one_volume_the_writable_one_counts() {
        SharedMounts shared = ofTwo("{name: home, mountPath: /h, readOnly: true}", "{name: home, mountPath: /h/}");
        assertThat(shared.mounts()).map(JsonNode.class::cast).containsExactly(tree("{name: home, mountPath: /h/}"));
        assertThat(shared.clashes()).isEmpty();
    }

    @Test
    void of_two_read_only_mounts_the_shallow_one_counts() {
        SharedMounts shared = ofTwo(
                "{name: home, mountPath: /h, readOnly: true, recursiveReadOnly: Enabled}",
                "{name: home, mountPath: /h, readOnly: true}");
        assertThat(shared.mounts())
                .map(JsonNode.class::cast)
                .containsExactly(tree("{name: home, mountPath: /h, readOnly: true}"));
    }

    @Test
    void two_volumes_at_one_path_clash_and_neither_is_shared() {
        SharedMounts shared = ofTwo("{name: home, mountPath: /h}", "{name: other, mountPath: /h}");
        assertThat(shared.mounts()).isEmpty();
        assertThat(shared.clashes())
                .extracting(mount -> mount.path().toString())
                .containsExactly("spec.containers[1].volumeMounts[0]");
    }

    @Test
    void two_sub_paths_at_one_path_clash() {
        assertThat(ofTwo("{name: home, mountPath: /h, subPath: a}", "{name: home, mountPath: /h, subPath: b}")
                        .clashes())
                .hasSize(1);
    }

    @Test
    void what_cannot_be_shared_does_not_clash() {
        assertThat(ofTwo("{name: home, mountPath: /etc}", "{name: other, mountPath: /etc}")
                        .clashes())
                .isEmpty();
    }

    @Test
    void the_mounts_of_init_containers_are_theirs_alone() {
        JsonNode pod = Documents.tree("""
                spec:
                  initContainers: [{name: i, volumeMounts: [{name: home, mountPath: /h}]}]
                  volumes: [{name: home, emptyDir: {}}]
                """);
        assertThat(SharedMounts.of(WorkspaceProfile.builtIn(), new PodView(pod)).byPath())
                .isEmpty();
    }

    @Test
    void only_the_mounts_of_the_profile_s_workspace_containers_are_shared() {
        WorkspaceProfile profile = Profiles.with("workspaceContainers: [second]");
        assertThat(SharedMounts.of(
                                profile,
                                new PodView(
                                        twoContainers("{name: home, mountPath: /a}", "{name: home, mountPath: /b}")))
                        .byPath())
                .containsOnlyKeys("/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{name: home, emptyDir: {}}, {name: home, secret: {secretName: s}}]",
                "[{name: home, secret: {secretName: s}}, {name: home, emptyDir: {}}]"
            })
    void a_volume_that_is_there_twice_is_shared_only_if_both_may_be(String volumes) {
        JsonNode pod = Documents.tree("spec: {volumes: " + volumes
                + ", containers: [{name: tooling, volumeMounts: [{name: home, mountPath: /h}]}]}");
        assertThat(SharedMounts.of(WorkspaceProfile.builtIn(), new PodView(pod)).mounts())
                .isEmpty();
    }

    private static SharedMounts mountedAt(String path) {
        return of("- {name: home, emptyDir: {}}", "- {name: home, mountPath: \"" + path + "\"}");
    }

    private static List<JsonNode> mounts(String mounts) {
        return List.copyOf(of("- {name: home, emptyDir: {}}", mounts).mounts());
    }

    private static SharedMounts of(String volumes, String mounts) {
        String pod = "spec:\n  volumes:\n" + volumes.indent(4) + "  containers:\n  - name: tooling\n    volumeMounts:\n"
                + mounts.indent(4);
        return SharedMounts.of(WorkspaceProfile.builtIn(), new PodView(Documents.tree(pod)));
    }

    private static SharedMounts ofTwo(String first, String second) {
        return SharedMounts.of(WorkspaceProfile.builtIn(), new PodView(twoContainers(first, second)));
    }

    private static JsonNode twoContainers(String first, String second) {
        return Documents.tree("""
                spec:
                  volumes: [{name: home, emptyDir: {}}, {name: other, emptyDir: {}}]
                  containers: [{name: first, volumeMounts: [%s]}, {name: second, volumeMounts: [%s]}]
                """.formatted(first, second));
    }

    private static JsonNode tree(String yaml) {
        return Documents.tree(yaml);
    }
}
