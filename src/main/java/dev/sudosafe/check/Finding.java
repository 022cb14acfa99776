package dev.sudosafe.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.Printable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// A check's complaint about one field.
///
/// @param subject names the object and the value, such as `volume "docker"`
/// @param remedy what to do about it
public record Finding(CheckDoc check, Field field, String subject, String remedy) {

    /// The order in which findings are shown: by check, then by path.
    public static final Comparator<Finding> ORDER =
            Comparator.comparing((Finding finding) -> finding.check().id()).thenComparing(Finding::path);

    /// What makes a finding the same in two versions of a pod: check, field (list items by name) and value.
    public record Identity(String check, String field, JsonNode value) {}

    public String path() {
        return field.path().toString();
    }

    public Identity identity() {
        return new Identity(check.id(), field.path().identity(), field.value());
    }

    /// The same finding on a pod that was made of this: where its field stands there.
    public Finding in(Field origin) {
        return new Finding(
                check, new Field(field.value(), origin.find(field.path()).path()), subject, remedy);
    }

    /// The same with other advice.
    Finding withRemedy(String other) {
        return new Finding(check, field, subject, other);
    }

    /// Without remedy: `hostPath volumes (volume "docker" at spec.volumes[1].hostPath)`.
    public String reason() {
        return reason(path());
    }

    private String reason(String paths) {
        return Printable.of(check.title() + " (" + subject + " at " + paths + ")");
    }

    /// All of it: reason, remedy and page.
    public String message() {
        return message(List.of(this));
    }

    /// The messages of findings in their order. Those that say the same of several fields share one.
    public static List<String> messages(List<Finding> findings) {
        return findings.isEmpty()
                ? List.of()
                : findings.stream()
                        .collect(Collectors.groupingBy(Finding::complaint, LinkedHashMap::new, Collectors.toList()))
                        .values()
                        .stream()
                        .map(Finding::message)
                        .toList();
    }

    private List<String> complaint() {
        return List.of(check.id(), subject, remedy);
    }

    private static String message(List<Finding> same) {
        Finding first = same.getFirst();
        String paths = same.stream().map(Finding::path).collect(Collectors.joining(", "));
        return first.reason(paths) + ": " + first.remedy + "; see " + first.check.url();
    }
}
