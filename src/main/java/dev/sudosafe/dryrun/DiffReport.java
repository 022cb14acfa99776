package dev.sudosafe.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.sudosafe.manifest.ManifestWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the injection changes, as unified diffs of YAML.
public final class DiffReport {

    private static final int CONTEXT = 3;

    private DiffReport() {}

    /// Nothing for pods that stay as they are.
    public static String render(List<Outcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.injected().stream().flatMap(pod -> diff(outcome.origin(), pod)))
                .map(line -> Printable.line(line) + "\n")
                .collect(Collectors.joining());
    }

    private static Stream<String> diff(Origin origin, InjectedPod pod) {
        List<String> before = lines(pod.before());
        String name = "%s/%s/%s".formatted(origin.kind(), origin.namespace(), origin.name());
        return UnifiedDiffUtils.generateUnifiedDiff(
                "before/" + name, "after/" + name, before, DiffUtils.diff(before, lines(pod.after())), CONTEXT)
                .stream();
    }

    private static List<String> lines(JsonNode pod) {
        return ManifestWriter.write(List.of(pod)).lines().toList();
    }
}
