package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a class that shares an API server leaves behind: nothing, and nothing that is still acted by.
@SharedApiServer
class SharedApiServerIT {

    private static final String OBJECTS = """
            {apiVersion: v1, kind: Namespace, metadata: {name: dev, finalizers: [example.com/hold]}}
            ---
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: default, namespace: dev}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: map, namespace: default, finalizers: [example.com/hold]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: web, namespace: dev}, spec: {ports: [{port: 80}]}}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: held, namespace: dev, finalizers: [example.com/hold]}
            spec: {nodeName: node, containers: [{name: workspace, image: tools}]}
            ---
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: volume}
            spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, nfs: {server: a, path: /}}
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: claim, namespace: dev}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: node}}
            ---
            {apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: lease, namespace: dev}}
            ---
            {apiVersion: node.k8s.io/v1, kind: RuntimeClass, metadata: {name: class}, handler: x}
            ---
            {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: class}, value: 1, globalDefault: true}
            ---
            {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: role}, rules: []}
            ---
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: tools.example.com}
            spec:
              group: example.com
              scope: Cluster
              names: {kind: Tool, plural: tools}
              versions:
              - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
            """;

    private static final String REFUSALS = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: refusing}
            webhooks:
            - name: refusing.example.com
              admissionReviewVersions: [v1]
              sideEffects: None
              clientConfig: {url: "https://127.0.0.1:1"}
              rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [secrets]}]
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: refusing}
            spec:
              matchConstraints:
                resourceRules:
                - {apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE, DELETE], resources: [configmaps]}
              validations: [{expression: "false"}]
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: refusing}
            spec: {policyName: refusing, validationActions: [Deny]}
            """;

    private static Kubectl kubectl;
    private static ApiProxy api;

    @BeforeAll
    static void start(ApiServer apiServer) {
        kubectl = apiServer.kubectl();
        api = ApiProxy.start(kubectl);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void created_objects_are_removed_whatever_holds_them() {
        Set<String> objects = kubectl.objects();
        ClusterState before = ClusterState.of(api);
        kubectl.create(OBJECTS).require();
        kubectl.awaitKinds("example.com", "tools");
        kubectl.create("{apiVersion: example.com/v1, kind: Tool, metadata: {name: tool}}")
                .require();
        assertThat(kubectl.objects()).hasSizeGreaterThanOrEqualTo(objects.size() + 14);

        before.restore();

        assertThat(kubectl.objects()).isEqualTo(objects);
    }

    @Test
    void webhooks_and_policies_are_no_longer_acted_by() {
        Set<String> objects = kubectl.objects();
        ClusterState before = ClusterState.of(api);
        kubectl.create(REFUSALS).require();
        SudosafeProcess.await("in force", () -> !created("Secret") && !created("ConfigMap"));

        before.restore();

        assertThat(created("Secret")).isTrue();
        assertThat(created("ConfigMap")).isTrue();
        assertThat(kubectl.objects()).isEqualTo(objects);
    }

    @Test
    void changed_objects_are_as_they_were() {
        ClusterState before = ClusterState.of(api);
        kubectl.run("label", "namespace", "default", "team=a").require();
        kubectl.run("patch", "clusterrole", "view", "--type=merge", "-p", "{\"aggregationRule\": null, \"rules\": []}")
                .require();

        before.restore();

        assertThat(labels("/api/v1/namespaces/default").has("team")).isFalse();
        assertThat(api.get("/apis/rbac.authorization.k8s.io/v1/clusterroles/view")
                        .has("aggregationRule"))
                .isTrue();
    }

    private static JsonNode labels(String path) {
        return api.get(path).at("/metadata/labels");
    }

    private static boolean created(String kind) {
        return kubectl.create(
                        "{apiVersion: v1, kind: %s, metadata: {name: created}}".formatted(kind), "--dry-run=server")
                .succeeded();
    }
}
