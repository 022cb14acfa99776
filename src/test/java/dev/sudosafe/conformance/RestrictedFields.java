package dev.sudosafe.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.fixture.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/// Random pods that an API server accepts but for what Pod Security has against them: a plain pod with a few of the
/// fields that Pod Security restricts, or that we do.
final class RestrictedFields {

    private static final List<String> CAPABILITIES = List.of(
            "CHOWN",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "chown",
            "CAP_CHOWN",
            "cap_setuid",
            "CAP_CAP_CHOWN",
            "Net_Raw",
            "NET_RAW",
            "NET_ADMIN",
            "SYS_ADMIN",
            "SYS_PTRACE",
            "ALL",
            "all",
            "BPF",
            "OF_THE_FUTURE");
    private static final List<String> SYSCTLS = List.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.tcp_rmem",
            "net/ipv4/tcp_rmem",
            "net.ipv4.conf.eth0/1.forwarding",
            "net.core.somaxconn",
            "kernel.msgmax",
            "kernel.core_pattern",
            "fs.mqueue.msg_max",
            "vm.overcommit_memory");
    private static final List<String> SE_LINUX_TYPES = List.of(
            "", "container_t", "container_init_t", "container_kvm_t", "container_engine_t", "spc_t", "Container_t");
    private static final List<String> HOSTS = List.of("", "127.0.0.1", "::1", "169.254.169.254", "bad.host");
    private static final List<String> APP_ARMOR =
            List.of("unconfined", "runtime/default", "localhost/team", "localhost/", "");
    private static final List<JsonNode> APP_ARMOR_PROFILES =
            trees("{type: Unconfined}", "{type: RuntimeDefault}", "{type: Localhost, localhostProfile: team}");
    private static final List<JsonNode> SECCOMP_PROFILES = trees(
            "{type: Unconfined}", "{type: RuntimeDefault}", "{type: Localhost, localhostProfile: team/debugger.json}");
    private static final List<JsonNode> SOURCES = trees(
            "{hostPath: {path: /}}",
            "{hostPath: {path: /var/run/docker.sock, type: Socket}}",
            "{emptyDir: {medium: Memory}}",
            "{persistentVolumeClaim: {claimName: home}}",
            "{configMap: {name: settings}}",
            "{secret: {secretName: keys}}",
            "{downwardAPI: {items: [{path: name, fieldRef: {fieldPath: metadata.name}}]}}",
            "{projected: {sources: [{configMap: {name: settings}}]}}",
            "{image: {reference: 'registry.example.com/tools:1'}}",
            "{nfs: {server: nfs.example.com, path: /}}",
            "{csi: {driver: csi.example.com}}",
            "{iscsi: {targetPortal: '10.0.0.1:3260', iqn: 'iqn.2026-01.com.example:disk', lun: 0}}",
            "{flexVolume: {driver: example.com/flex}}");
    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> HOOKS = List.of("postStart", "preStop");

    private final Random random;
    private final ObjectNode pod = JsonNodeFactory.instance.objectNode();
    private final ObjectNode spec;
    private final List<ObjectNode> containers = new ArrayList<>();

    private RestrictedFields(Random random) {
        this.random = random;
        pod.put("apiVersion", "v1").put("kind", "Pod");
        pod.withObject("/metadata")
                .put("name", "workspace")
                .withObject("/labels")
                .put("sudosafe.dev/workspace", "true");
        spec = pod.putObject("spec");
    }

    static JsonNode pod(Random random) {
        return new RestrictedFields(random).grown();
    }

    private JsonNode grown() {
        containers("containers", 1 + random.nextInt(2));
        containers("initContainers", random.nextInt(2));
        List<Runnable> changes = List.of(
                this::hostNamespace,
                this::hostUsers,
                this::privileged,
                this::capabilities,
                this::volume,
                this::volume,
                this::port,
                this::probe,
                this::lifecycleHook,
                this::appArmor,
                this::appArmorAnnotation,
                this::seccomp,
                this::seLinux,
                this::procMount,
                this::sysctl,
                this::windowsHostProcess,
                this::userOrGroup,
                this::harmless,
                this::beyond,
                this::beyond);
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            pick(changes).run();
        }
        reconcile();
        return pod;
    }

    private void containers(String kind, int count) {
        for (int i = 0; i < count; i++) {
            ObjectNode container = spec.withArray(kind).addObject();
            container.put("name", kind.toLowerCase(Locale.ROOT) + i).put("image", "registry.example.com/tools:1");
            if (kind.equals("initContainers")) {
                container.put("restartPolicy", "Always");
            }
            containers.add(container);
        }
    }

    private void hostNamespace() {
        spec.put(pick(List.of("hostNetwork", "hostPID", "hostIPC")), random.nextInt(4) > 0);
    }

    private void hostUsers() {
        spec.put("hostUsers", random.nextBoolean());
    }

    private void privileged() {
        securityContext().put("privileged", random.nextInt(4) > 0);
    }

    private void capabilities() {
        ObjectNode capabilities = securityContext().withObject("/capabilities");
        capabilities.withArray("add").add(pick(CAPABILITIES));
        if (random.nextInt(3) == 0) {
            capabilities.putArray("drop").add("ALL");
        }
    }

    private void volume() {
        ArrayNode volumes = spec.withArray("volumes");
        volumes.addObject().put("name", "volume" + volumes.size()).setAll((ObjectNode)
                pick(SOURCES).deepCopy());
    }

    private void port() {
        int number = 1_024 + random.nextInt(60_000);
        ObjectNode port = container().withArray("ports").addObject().put("containerPort", number);
        if (random.nextInt(4) > 0) {
            port.put("hostPort", random.nextInt(4) > 0 ? number : 0);
        }
    }

    private void probe() {
        container().putObject(pick(PROBES)).setAll(handler());
    }

    private void lifecycleHook() {
        container().withObject("/lifecycle").putObject(pick(HOOKS)).setAll(handler());
    }

    private ObjectNode handler() {
        ObjectNode handler = JsonNodeFactory.instance.objectNode();
        String kind = pick(List.of("httpGet", "tcpSocket"));
        handler.putObject(kind).put("port", 8080).put("host", pick(HOSTS));
        return handler;
    }

    private void appArmor() {
        anySecurityContext().set("appArmorProfile", pick(APP_ARMOR_PROFILES).deepCopy());
    }

    private void appArmorAnnotation() {
        String name = container().path("name").asText();
        pod.withObject("/metadata/annotations")
                .put("container.apparmor.security.beta.kubernetes.io/" + name, pick(APP_ARMOR));
    }

    private void seccomp() {
        anySecurityContext().set("seccompProfile", pick(SECCOMP_PROFILES).deepCopy());
    }

    private void seLinux() {
        ObjectNode options = anySecurityContext().withObject("/seLinuxOptions");
        switch (random.nextInt(4)) {
            case 0 -> options.put("user", pick(List.of("", "system_u")));
            case 1 -> options.put("role", pick(List.of("", "system_r")));
            case 2 -> options.put("level", "s0:c1,c2");
            default -> options.put("type", pick(SE_LINUX_TYPES));
        }
    }

    private void procMount() {
        securityContext().put("procMount", pick(List.of("Default", "Unmasked")));
    }

    private void sysctl() {
        spec.withObject("/securityContext")
                .putArray("sysctls")
                .addObject()
                .put("name", pick(SYSCTLS))
                .put("value", "1");
    }

    /// All containers are to be such processes, or none.
    private void windowsHostProcess() {
        boolean hostProcess = random.nextInt(4) > 0;
        contexts().forEach(context -> context.remove("windowsOptions"));
        Stream<ObjectNode> setters =
                random.nextBoolean() ? contexts().limit(1) : contexts().skip(1);
        setters.forEach(context -> context.putObject("windowsOptions").put("hostProcess", hostProcess));
    }

    private void userOrGroup() {
        String field = pick(List.of("runAsUser", "runAsGroup"));
        anySecurityContext().put(field, pick(List.of(0, 1_000, 65_535)));
    }

    private void harmless() {
        switch (random.nextInt(4)) {
            case 0 -> spec.put("shareProcessNamespace", true);
            case 1 -> spec.put("automountServiceAccountToken", false);
            case 2 -> securityContext().put("readOnlyRootFilesystem", true);
            default -> spec.put("terminationGracePeriodSeconds", 5);
        }
    }

    /// What we refuse and Pod Security does not restrict.
    private void beyond() {
        switch (random.nextInt(7)) {
            case 0 -> spec.put("nodeName", "control-plane");
            case 1 -> spec.put("priorityClassName", "system-node-critical");
            case 2 -> spec.putArray("tolerations").addObject().put("operator", "Exists");
            case 3 -> container().withObject("/resources/limits").put("example.com/device", 1);
            case 4 -> anySecurityContext().put("runAsUser", 70_000);
            case 5 -> pod.withObject("/metadata/annotations").put("cdi.k8s.io/devices", "example.com/device=all");
            default -> volumeDevice();
        }
    }

    private void volumeDevice() {
        if (spec.path("volumes").findValuesAsText("claimName").contains("disk")) {
            return;
        }
        spec.withArray("volumes")
                .addObject()
                .put("name", "disk")
                .putObject("persistentVolumeClaim")
                .put("claimName", "disk");
        containers
                .getFirst()
                .putArray("volumeDevices")
                .addObject()
                .put("name", "disk")
                .put("devicePath", "/dev/disk");
    }

    /// What an API server would refuse before Pod Security is asked is taken back, and what it would set before any
    /// webhook is asked is set.
    private void reconcile() {
        boolean hostProcess = Stream.concat(Stream.of(spec), containers.stream())
                .anyMatch(holder ->
                        holder.at("/securityContext/windowsOptions/hostProcess").asBoolean());
        if (hostProcess) {
            spec.put("hostNetwork", true);
        }
        if (isSet("hostPID")) {
            spec.remove("shareProcessNamespace");
        }
        if (isSet("hostNetwork")) {
            containers.forEach(RestrictedFields::portsOfTheHost);
        }
        if (isSet("hostNetwork") || isSet("hostPID") || isSet("hostIPC")) {
            spec.remove("hostUsers");
            spec.withObject("/securityContext").remove("sysctls");
        }
        if (isSet("hostUsers") || !spec.has("hostUsers")) {
            contexts().forEach(context -> context.remove("procMount"));
        } else {
            containers.forEach(container -> container.remove("volumeDevices"));
        }
        if (pod.at("/metadata/annotations").toString().contains("apparmor")) {
            contexts().forEach(context -> context.remove("appArmorProfile"));
        }
    }

    private boolean isSet(String field) {
        return spec.path(field).asBoolean();
    }

    private Stream<ObjectNode> contexts() {
        return Stream.concat(Stream.of(spec), containers.stream()).map(holder -> holder.withObject("/securityContext"));
    }

    private static void portsOfTheHost(ObjectNode container) {
        container.path("ports").forEach(port -> ((ObjectNode) port).set("hostPort", port.path("containerPort")));
    }

    private ObjectNode anySecurityContext() {
        return random.nextBoolean() ? spec.withObject("/securityContext") : securityContext();
    }

    private ObjectNode securityContext() {
        return container().withObject("/securityContext");
    }

    private ObjectNode container() {
        return pick(containers);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static List<JsonNode> trees(String... yaml) {
        return Stream.of(yaml).map(Documents::tree).toList();
    }
}
