package dev.sudosafe.property;

import dev.sudosafe.check.CheckDoc;
import dev.sudosafe.check.Checks;
import dev.sudosafe.openapi.PodSchema;
import dev.sudosafe.openapi.Schema;
import java.util.List;
import java.util.regex.Pattern;

/// The leaves of the schema that no check says it reads, so that none may care.
final class HarmlessLeaves {

    /// The sidecar is one by equality; the whole of other containers and volumes is nothing to this check.
    private static final String SIDECAR = "docker-sidecar";

    /// A profile may say by their names which containers are the workspace, whose mounts the sidecar has.
    private static final String NAME = "spec.containers[*].name";

    private static final List<Pattern> DOCUMENTED = Checks.docs().stream()
            .flatMap(doc -> doc.fields().stream().filter(field -> !isSidecar(doc, field)))
            .map(HarmlessLeaves::pattern)
            .toList();

    static final List<Schema.Leaf> ALL = PodSchema.LEAVES.stream()
            .filter(leaf -> leaf.steps().size() > 1)
            .filter(leaf -> !leaf.toString().equals(NAME))
            .filter(leaf -> DOCUMENTED.stream()
                    .noneMatch(field -> field.matcher(leaf.toString()).lookingAt()))
            .toList();

    private HarmlessLeaves() {}

    private static boolean isSidecar(CheckDoc doc, String field) {
        return doc.id().equals(SIDECAR) && field.endsWith("[*]");
    }

    /// Of a field as checks write it: `spec.*containers[*].ports`, `spec.{hostPID,hostIPC}`,
    /// `metadata.annotations[sudosafe.dev/profile]`.
    private static Pattern pattern(String field) {
        String pattern = field.replaceAll("\\[[^]]*]", "[*]")
                .replaceAll("([.\\[\\]*])", "\\\\$1")
                .replace("\\*containers", "(containers|initContainers|ephemeralContainers)")
                .replace('{', '(')
                .replace('}', ')')
                .replace(',', '|');
        return Pattern.compile(pattern + "($|[.\\[])");
    }
}
