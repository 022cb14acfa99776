package dev.sudosafe.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.cluster.Output;
import dev.sudosafe.cluster.SudosafeProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The image of this build, installed by the chart with real Helm: the API server calls its Service.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstalledE2E {

    private static final RealNode NODE = RealNode.shared();
    private static final String WORKSPACE = "of-the-release";
    private static Installed installed;

    /// Without Pod Security, which would refuse first what baseline forbids.
    private static final String UNGUARDED = "unguarded";

    @BeforeAll
    static void install() {
        NODE.namespace(UNGUARDED, "privileged");
        installed = Installed.on(NODE);
    }

    @Test
    void its_two_replicas_are_ready_at_pod_security_restricted() {
        assertThat(installed.pods("{range .items[*]}{.status.containerStatuses[*].ready} {end}"))
                .isEqualTo("true true ");
        assertThat(NODE.kubectl()
                        .run("get", "namespace", Installed.NAMESPACE, "-o", "jsonpath={.metadata.labels}")
                        .require())
                .contains("\"pod-security.kubernetes.io/enforce\":\"restricted\"");
    }

    @Test
    void a_workspace_gets_its_isolation_and_sudo() {
        Workspace workspace = Workspace.start(WORKSPACE, User.CODER, Installed.LABEL);

        assertThat(workspace.run("sudo id -u").require()).isEqualTo("0\n");
        assertThat(NODE.kubectl()
                        .run("get", "pod", WORKSPACE, "-n", RealNode.NAMESPACE, "-o", "jsonpath={.spec.hostUsers}")
                        .require())
                .isEqualTo("false");
    }

    @Test
    void a_privileged_workspace_is_refused() {
        Output refused = NODE.kubectl().withInput("""
                apiVersion: v1
                kind: Pod
                metadata: {name: refused, namespace: unguarded, labels: {sudosafe.dev/workspace: installed}}
                spec:
                  automountServiceAccountToken: false
                  containers: [{name: c, image: "registry.test/workspace:1", securityContext: {privileged: true}}]
                """, "create", "-f", "-");

        assertThat(refused.err())
                .contains("admission webhook \"installed.validate.sudosafe.dev\" denied the request")
                .contains("privileged containers (container \"c\" at spec.containers[0].securityContext.privileged)");
    }

    @Test
    void whoever_describes_a_replica_set_reads_why_it_has_no_pods() {
        NODE.apply("""
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: refused, namespace: unguarded}
                spec:
                  selector: {matchLabels: {app: refused}}
                  template:
                    metadata: {labels: {app: refused, sudosafe.dev/workspace: installed}}
                    spec:
                      automountServiceAccountToken: false
                      containers: [{name: c, image: "registry.test/workspace:1", securityContext: {privileged: true}}]
                """);

        SudosafeProcess.await(
                "told in the events", () -> description().matches("(?s).*FailedCreate.*denied by sudosafe.*"));

        assertThat(description())
                .contains("denied by sudosafe profile \"installed\": privileged containers (container \"c\"")
                .contains("remove it; a workspace has sudo and docker without");
        NODE.kubectl().run("delete", "replicaset", "refused", "-n", UNGUARDED).require();
    }

    @Test
    @Order(Order.DEFAULT + 1)
    void while_the_replicas_are_restarted_no_pod_is_refused() {
        Load load = Load.during(NODE, """
                kubectl rollout restart deployment %1$s -n %2$s
                kubectl rollout status deployment %1$s -n %2$s --timeout=120s
                """.formatted(Installed.NAME, Installed.NAMESPACE));
        System.out.println("rolling restart: " + load);

        assertThat(load.failed()).isZero();
        assertThat(load.admitted()).isGreaterThan(1000);
    }

    @Test
    @Order(Order.DEFAULT + 2)
    void a_killed_replica_costs_no_more_than_a_few_workspaces_and_nobody_else() {
        Load load = Load.during(NODE, """
                kill -KILL "$(pgrep -n -u 65532 java)"
                sleep 10
                """);
        System.out.println("killed replica: " + load);

        SudosafeProcess.await(
                "restarted",
                () -> installed
                        .pods("{.items[*].status.containerStatuses[*].restartCount}")
                        .contains("1"));
        assertThat(load.failedAfter()).isLessThan(10_000);
        assertThat(load.bystandersFailed()).isZero();
    }

    @Test
    @Order(Order.DEFAULT + 3)
    void the_largest_reviews_at_once_stay_within_the_memory_limit() {
        String codes =
                NODE.run("""
                address=$(kubectl get service %1$s -n %2$s -o 'jsonpath={.spec.clusterIP}')
                { printf '{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"1","operation":"CREATE",'
                  printf '"resource":{"group":"","version":"v1","resource":"pods"},"object":{"apiVersion":"v1","kind":"Pod",'
                  printf '"metadata":{"name":"large","namespace":"workspaces","annotations":{'
                  for i in $(seq 120000); do printf '"annotation-%%s":"%%080d",' "$i" 0; done
                  printf '"last":""}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}'
                } > /run/large
                curl -sZk --http1.1 --parallel-max 16 -H 'Content-Type: application/json' --data-binary @/run/large -o /dev/null \
                  -w '%%{http_code}\\n' "https://$address/validate/installed?[1-32]" | sort | uniq -c || true
                du -h /run/large
                """.formatted(Installed.NAME, Installed.NAMESPACE)).require();
        String memory = NODE.run("""
                for pid in $(pgrep -u 65532 java); do awk '/VmHWM/ { print int($2 / 1024) }' /proc/$pid/status; done
                """).require();
        System.out.println("large reviews: " + codes.replace('\n', ' ') + "MiB at most: " + memory.replace('\n', ' '));

        assertThat(codes.lines().filter(line -> line.contains(" 000") || line.contains(" 500")))
                .isEmpty();
        assertThat(memory.lines().map(Integer::parseInt)).allMatch(mebibytes -> mebibytes < 384);
        assertThat(installed.pods("{.items[*].status.containerStatuses[*].lastState.terminated.reason}"))
                .doesNotContain("OOMKilled");
    }

    @Test
    @Order(Order.DEFAULT + 4)
    void an_uninstallation_leaves_nothing() {
        NODE.kubectl()
                .run("delete", "pod", WORKSPACE, "-n", RealNode.NAMESPACE, "--wait=false", "--ignore-not-found")
                .require();
        installed.helm("", "uninstall", Installed.RELEASE, "--wait").require();
        installed
                .kubectl("wait", "--for=delete", "pod", "-l", Installed.SELECTOR, "--timeout=60s")
                .require();

        assertThat(NODE.run("""
                kinds=$(kubectl api-resources --verbs=list -o name | grep -v events | paste -sd,)
                kubectl get "$kinds" -A -l %s -o name
                """.formatted(Installed.SELECTOR)).require()).isEmpty();
    }

    private static String description() {
        return NODE.kubectl()
                .run("describe", "replicaset", "refused", "-n", UNGUARDED)
                .out();
    }
}
