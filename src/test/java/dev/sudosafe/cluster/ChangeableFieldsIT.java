package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.fields.ChangeableFields;
import dev.sudosafe.fields.PodLeaves;
import dev.sudosafe.fixture.Documents;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a request may change of a stored pod is written down with who judges it, so that no change goes by unjudged
/// which a new minor allows.
@SharedApiServer
class ChangeableFieldsIT {

    /// With something of all that an update might change.
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: %s, namespace: default, labels: {app: web}, annotations: {a: b}, finalizers: [example.com/a]}
            spec:
              automountServiceAccountToken: false
              activeDeadlineSeconds: 3600
              tolerations: [{key: a, operator: Exists, effect: NoExecute, tolerationSeconds: 60}]
              initContainers:
              - {name: first, image: a, resources: {limits: {cpu: 2, memory: 2Gi}, requests: {cpu: 500m, memory: 1Gi}}}
              - {name: beside, image: a, restartPolicy: Always,
                 resources: {limits: {cpu: 2, memory: 2Gi}, requests: {cpu: 500m, memory: 1Gi}}}
              containers:
              - {name: tooling, image: a, ports: [{containerPort: 80}], env: [{name: A, value: a}],
                 resources: {limits: {cpu: 2, memory: 2Gi}, requests: {cpu: 500m, memory: 1Gi}},
                 volumeMounts: [{name: cache, mountPath: /cache}]}
              volumes: [{name: cache, emptyDir: {medium: Memory, sizeLimit: 1Gi}}]
            """;

    private static final String GATES = "  schedulingGates: [{name: example.com/a}, {name: example.com/b}]\n";

    private static ApiServer apiServer;
    private static KubernetesClient client;

    @BeforeAll
    static void start(ApiServer shared) {
        apiServer = shared;
        client = new KubernetesClientBuilder()
                .withConfig(
                        Config.fromKubeconfig(Documents.text(apiServer.kubectl().kubeconfig())))
                .build();
        apiServer.kubectl().run("create", "serviceaccount", "default").require();
        apiServer.kubectl().create(POD.formatted("placed") + "  nodeName: a\n").require();
        apiServer.kubectl().create(POD.formatted("gated") + GATES).require();
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    @Test
    void what_an_update_may_change_is_written_down() {
        Set<String> changed = changed("pods", "placed", pod -> {});
        changed.addAll(changed("pods", "gated", pod -> add(pod, """
                tolerations:
                - {key: a, operator: Exists, effect: NoExecute, tolerationSeconds: 60}
                - {key: b, operator: Equal, value: c, effect: NoSchedule}
                schedulingGates: [{name: example.com/a}]
                nodeSelector: {a: b}
                affinity:
                  nodeAffinity:
                    preferredDuringSchedulingIgnoredDuringExecution:
                    - {weight: 1, preference: {matchFields: [{key: metadata.name, operator: In, values: [a]}]}}
                    requiredDuringSchedulingIgnoredDuringExecution:
                      nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [a]}]}]
                """)));

        assertThat(changed).isEqualTo(written("pods"));
    }

    /// Which fields of one are allowed only together with others is not tried out.
    @Test
    void no_more_than_ephemeral_containers_may_be_added() {
        assertThat(changed("pods/ephemeralcontainers", "placed", pod -> add(pod, """
                        ephemeralContainers:
                        - {name: debug, image: a, stdin: true, stdinOnce: true, targetContainerName: tooling,
                           volumeMounts: [{name: cache, mountPath: /cache}]}
                        """)))
                .contains("spec.ephemeralContainers[*].image")
                .isSubsetOf(written("pods/ephemeralcontainers"));
    }

    @Test
    void what_a_resize_may_change_is_written_down() {
        assertThat(changed("pods/resize", "gated", pod -> {
                    for (String container : List.of("containers/0", "initContainers/1")) {
                        ((ObjectNode) pod.at("/spec/" + container + "/resources/limits")).put("cpu", "3");
                    }
                }))
                .isEqualTo(written("pods/resize"));
    }

    @Test
    void what_an_update_of_the_status_may_change_beside_it_is_written_down() {
        assertThat(changed("pods/status", "placed", pod -> {})).isEqualTo(written("pods/status"));
    }

    private static Set<String> changed(String through, String name, Consumer<ObjectNode> first) {
        JsonNode stored = Cluster.json(
                apiServer.kubectl().run("get", "pod", name, "-o", "json").require());
        ObjectNode start = stored.deepCopy();
        first.accept(start);
        return new TriedUpdates(client, through.substring("pods".length())).changed(stored, start);
    }

    private static void add(ObjectNode pod, String toSpec) {
        pod.withObject("/spec").setAll((ObjectNode) Documents.tree(toSpec));
    }

    private static Set<String> written(String through) {
        return ChangeableFields.tried(through, PodLeaves.minor(KubernetesBinaries.VERSION));
    }
}
