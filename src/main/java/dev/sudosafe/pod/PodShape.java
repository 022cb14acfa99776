package dev.sudosafe.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The JSON types of the fields that Sudosafe reads. A pod of another shape is not judged at all: a check that meets
/// a string where Kubernetes has a list would otherwise see nothing to complain of.
public sealed interface PodShape {

    int SHOWN = 100;

    /// Wrong types in a pod, by path, at most a hundred; empty for a well-formed one.
    static List<Misfit> misfits(JsonNode pod) {
        if (Table.POD.fits(pod)) {
            return List.of();
        }
        List<Misfit> found = new ArrayList<>();
        Table.POD.inspect(Field.root(pod), found);
        return found.stream().sorted(Comparator.comparing(Misfit::toString)).toList();
    }

    /// A field with a wrong JSON type.
    record Misfit(FieldPath path, String expected, String found) {
        @Override
        public String toString() {
            return "%s: expected %s, found %s"
                    .formatted(path instanceof FieldPath.Root ? "pod" : path, expected, found);
        }
    }

    /// Whether all types are right. Nothing is made on the way, as every review comes by here with every field.
    boolean fits(JsonNode value);

    /// Adds what does not fit.
    void inspect(Field field, Collection<Misfit> found);

    record Scalar(JsonNodeType type) implements PodShape {
        @Override
        public boolean fits(JsonNode value) {
            return value.getNodeType() == type;
        }

        @Override
        public void inspect(Field field, Collection<Misfit> found) {
            expect(type, field, found);
        }
    }

    record Struct(Map<String, PodShape> members) implements PodShape {
        @Override
        public boolean fits(JsonNode value) {
            if (!value.isObject()) {
                return false;
            }
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                PodShape shape = members.get(field.getKey());
                if (shape != null && !field.getValue().isNull() && !shape.fits(field.getValue())) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void inspect(Field field, Collection<Misfit> found) {
            expect(JsonNodeType.OBJECT, field, found);
            members.forEach((name, shape) -> {
                if (field.has(name)) {
                    shape.inspect(field.at(name), found);
                }
            });
        }
    }

    record Listing(PodShape item) implements PodShape {
        @Override
        public boolean fits(JsonNode value) {
            if (!value.isArray()) {
                return false;
            }
            for (JsonNode each : value) {
                if (!item.fits(each)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void inspect(Field field, Collection<Misfit> found) {
            expect(JsonNodeType.ARRAY, field, found);
            field.items().forEach(value -> item.inspect(value, found));
        }
    }

    record FreeKeys(PodShape entry) implements PodShape {
        @Override
        public boolean fits(JsonNode value) {
            if (!value.isObject()) {
                return false;
            }
            for (JsonNode each : value) {
                if (!each.isNull() && !entry.fits(each)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void inspect(Field field, Collection<Misfit> found) {
            expect(JsonNodeType.OBJECT, field, found);
            field.entries().forEach(value -> entry.inspect(value, found));
        }
    }

    record Anything() implements PodShape {
        @Override
        public boolean fits(JsonNode value) {
            return true;
        }

        @Override
        public void inspect(Field field, Collection<Misfit> found) {
            // A quantity may be a string or a number; only its name is read.
        }
    }

    private static void expect(JsonNodeType expected, Field field, Collection<Misfit> found) {
        JsonNodeType type = field.value().getNodeType();
        if (type != expected && found.size() < SHOWN) {
            found.add(new Misfit(field.path(), name(expected), name(type)));
        }
    }

    private static String name(JsonNodeType type) {
        return switch (type) {
            case ARRAY -> "a list";
            case OBJECT, POJO -> "an object";
            case MISSING -> "nothing";
            case NULL, BINARY, BOOLEAN, NUMBER, STRING -> "a " + type.name().toLowerCase(Locale.ROOT);
        };
    }

    /// The table.
    final class Table {
        private static final PodShape STRING = new Scalar(JsonNodeType.STRING);
        private static final PodShape BOOLEAN = new Scalar(JsonNodeType.BOOLEAN);
        private static final PodShape NUMBER = new Scalar(JsonNodeType.NUMBER);
        private static final PodShape STRINGS = new Listing(STRING);
        private static final PodShape NUMBERS = new Listing(NUMBER);
        private static final PodShape STRING_MAP = new FreeKeys(STRING);
        private static final PodShape ANY_STRUCT = new Struct(Map.of());
        private static final PodShape ANY_MAP = new FreeKeys(new Anything());

        private static final PodShape LOCALHOST_OR_OTHER =
                new Struct(Map.of("type", STRING, "localhostProfile", STRING));

        private static final PodShape SE_LINUX_OPTIONS =
                new Struct(Map.of("type", STRING, "user", STRING, "role", STRING));

        private static final PodShape WINDOWS_OPTIONS = new Struct(Map.of("hostProcess", BOOLEAN));

        private static final PodShape CONTAINER_SECURITY_CONTEXT = new Struct(Map.of(
                "privileged", BOOLEAN,
                "allowPrivilegeEscalation", BOOLEAN,
                "procMount", STRING,
                "capabilities", new Struct(Map.of("add", STRINGS, "drop", STRINGS)),
                "runAsUser", NUMBER,
                "runAsGroup", NUMBER,
                "seLinuxOptions", SE_LINUX_OPTIONS,
                "windowsOptions", WINDOWS_OPTIONS,
                "seccompProfile", LOCALHOST_OR_OTHER,
                "appArmorProfile", LOCALHOST_OR_OTHER));

        private static final PodShape MOUNT = new Struct(Map.of(
                "name", STRING,
                "mountPath", STRING,
                "subPath", STRING,
                "subPathExpr", STRING,
                "readOnly", BOOLEAN,
                "recursiveReadOnly", STRING,
                "mountPropagation", STRING));

        private static final PodShape HOST = new Struct(Map.of("host", STRING));
        private static final PodShape HANDLER = new Struct(Map.of("httpGet", HOST, "tcpSocket", HOST));
        private static final PodShape RESOURCES = new Struct(Map.of("limits", ANY_MAP, "requests", ANY_MAP));

        private static final PodShape CONTAINER = new Struct(Map.ofEntries(
                Map.entry("name", STRING),
                Map.entry("image", STRING),
                Map.entry("command", STRINGS),
                Map.entry("args", STRINGS),
                Map.entry("restartPolicy", STRING),
                Map.entry("targetContainerName", STRING),
                Map.entry("securityContext", CONTAINER_SECURITY_CONTEXT),
                Map.entry("ports", new Listing(new Struct(Map.of("hostPort", NUMBER, "containerPort", NUMBER)))),
                Map.entry("env", new Listing(new Struct(Map.of("name", STRING, "value", STRING)))),
                Map.entry("livenessProbe", HANDLER),
                Map.entry("readinessProbe", HANDLER),
                Map.entry("startupProbe", HANDLER),
                Map.entry("lifecycle", new Struct(Map.of("postStart", HANDLER, "preStop", HANDLER))),
                Map.entry("resources", RESOURCES),
                Map.entry("volumeDevices", new Listing(new Struct(Map.of("name", STRING)))),
                Map.entry("volumeMounts", new Listing(MOUNT))));

        private static final PodShape POD_SECURITY_CONTEXT = new Struct(Map.of(
                "runAsUser", NUMBER,
                "runAsGroup", NUMBER,
                "fsGroup", NUMBER,
                "supplementalGroups", NUMBERS,
                "sysctls", new Listing(new Struct(Map.of("name", STRING))),
                "seLinuxOptions", SE_LINUX_OPTIONS,
                "windowsOptions", WINDOWS_OPTIONS,
                "seccompProfile", LOCALHOST_OR_OTHER,
                "appArmorProfile", LOCALHOST_OR_OTHER));

        private static final PodShape PROJECTED = new Struct(Map.of(
                "sources",
                new Listing(new Struct(Map.of("serviceAccountToken", new Struct(Map.of("audience", STRING)))))));

        private static final PodShape EPHEMERAL = new Struct(Map.of(
                "volumeClaimTemplate",
                new Struct(Map.of("spec", new Struct(Map.of("storageClassName", STRING, "volumeName", STRING))))));

        private static final PodShape VOLUME = new Struct(Map.of(
                "name", STRING,
                "csi", new Struct(Map.of("driver", STRING)),
                "persistentVolumeClaim", new Struct(Map.of("claimName", STRING)),
                "ephemeral", EPHEMERAL,
                "projected", PROJECTED));

        private static final PodShape TOLERATION =
                new Struct(Map.of("key", STRING, "operator", STRING, "value", STRING, "effect", STRING));

        private static final PodShape REQUIREMENT =
                new Struct(Map.of("key", STRING, "operator", STRING, "values", STRINGS));

        private static final PodShape NODE_SELECTOR_TERM = new Struct(
                Map.of("matchExpressions", new Listing(REQUIREMENT), "matchFields", new Listing(REQUIREMENT)));

        private static final PodShape AFFINITY = new Struct(Map.of(
                "nodeAffinity",
                new Struct(Map.of(
                        "requiredDuringSchedulingIgnoredDuringExecution",
                        new Struct(Map.of("nodeSelectorTerms", new Listing(NODE_SELECTOR_TERM)))))));

        private static final PodShape METADATA = new Struct(Map.of(
                "name", STRING,
                "generateName", STRING,
                "namespace", STRING,
                "labels", STRING_MAP,
                "annotations", STRING_MAP));

        private static final PodShape SPEC = new Struct(Map.ofEntries(
                Map.entry("containers", new Listing(CONTAINER)),
                Map.entry("initContainers", new Listing(CONTAINER)),
                Map.entry("ephemeralContainers", new Listing(CONTAINER)),
                Map.entry("volumes", new Listing(VOLUME)),
                Map.entry("securityContext", POD_SECURITY_CONTEXT),
                Map.entry("hostUsers", BOOLEAN),
                Map.entry("hostNetwork", BOOLEAN),
                Map.entry("hostPID", BOOLEAN),
                Map.entry("hostIPC", BOOLEAN),
                Map.entry("shareProcessNamespace", BOOLEAN),
                Map.entry("automountServiceAccountToken", BOOLEAN),
                Map.entry("serviceAccountName", STRING),
                Map.entry("nodeName", STRING),
                Map.entry("nodeSelector", STRING_MAP),
                Map.entry("affinity", AFFINITY),
                Map.entry("priorityClassName", STRING),
                Map.entry("tolerations", new Listing(TOLERATION)),
                Map.entry("resourceClaims", new Listing(ANY_STRUCT)),
                Map.entry("resources", RESOURCES),
                Map.entry("runtimeClassName", STRING)));

        private static final PodShape POD = new Struct(Map.of("metadata", METADATA, "spec", SPEC));

        private Table() {}
    }
}
