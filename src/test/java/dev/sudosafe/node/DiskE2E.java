package dev.sudosafe.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.cluster.Output;
import dev.sudosafe.fixture.Documents;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// An engine whose images are in a volume claim, and the volume is full.
class DiskE2E {

    private static final RealNode NODE = RealNode.shared();

    @BeforeAll
    static void a_small_disk() {
        NODE.run("""
                truncate -s 150M /work/small
                mkfs.ext4 -q /work/small
                mkdir -p /mnt/small
                loop=$(losetup -f | sed 's/[^0-9]*\\([0-9]*\\).*/\\1/')
                [ -e /dev/loop$loop ] || mknod /dev/loop$loop b 7 $loop
                mount -o loop=/dev/loop$loop /work/small /mnt/small
                """).require();
        NODE.apply("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: small}
                provisioner: kubernetes.io/no-provisioner
                volumeBindingMode: WaitForFirstConsumer
                ---
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: small}
                spec:
                  capacity: {storage: 100Mi}
                  accessModes: [ReadWriteOnce]
                  storageClassName: small
                  local: {path: /mnt/small}
                  nodeAffinity:
                    required:
                      nodeSelectorTerms:
                      - matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [node]}]
                """);
    }

    @AfterAll
    static void away_with_it() {
        NODE.kubectl()
                .run("delete", "pod", "small", "-n", RealNode.NAMESPACE, "--wait")
                .require();
        NODE.run("umount /mnt/small").require();
    }

    @Test
    void a_build_that_fills_the_disk_says_so_and_the_workspace_goes_on() {
        Workspace workspace = new Workspace(NODE, "small");
        NODE.apply(Workspace.manifest("small", User.CODER).replace("workspace: \"true\"", "workspace: small"));
        workspace.awaitReady();
        workspace
                .run(Documents.text(Path.of("src/test/resources/node/tiny-image.sh")))
                .require();

        Output full = workspace.run("""
                mkdir /tmp/full
                printf 'FROM tiny\\nRUN dd if=/dev/zero of=/zeros bs=1M count=300\\n' > /tmp/full/Dockerfile
                docker build --progress=plain /tmp/full
                """);

        assertThat(full.succeeded()).isFalse();
        assertThat(full.err()).contains("No space left on device");
        assertThat(workspace.run("docker run --rm tiny echo goes on").require()).isEqualTo("goes on\n");
        assertThat(NODE.kubectl()
                        .run(
                                "get",
                                "pod",
                                "small",
                                "-n",
                                RealNode.NAMESPACE,
                                "-o",
                                "jsonpath={.status.phase}{range .status.containerStatuses[*]}{.restartCount}{end}{range .status.initContainerStatuses[*]}{.restartCount}{end}")
                        .require())
                .isEqualTo("Running00");
    }
}
