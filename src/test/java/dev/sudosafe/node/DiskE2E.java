package dev.sudosafe.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.cluster.Output;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// An engine whose images are in a volume claim, and the volume is full.
class DiskE2E {

    private static final RealNode NODE = RealNode.shared();
    private static String loop = "";

    @BeforeAll
    static void a_small_disk() {
        NODE.run("""
                truncate -s 150M /work/small
                mkfs.ext4 -q /work/small
                mkdir -p /mnt/small
                """).require();
        loop = NODE.attached("small");
        NODE.run("mount /dev/loop%s /mnt/small".formatted(loop)).require();
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
        NODE.detach(loop);
    }

    @Test
    void a_build_that_fills_the_disk_says_so_and_the_workspace_goes_on() {
        Workspace workspace = Workspace.start("small", User.CODER, "small");
        workspace.run(Workspace.TINY).require();

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
