package dev.sudosafe.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.pod.Field;
import java.util.Comparator;
import java.util.regex.Pattern;

/// A check's complaint about one field.
///
/// @param subject names the object and the value, such as `volume "docker"`
/// @param remedy what to do about it
public record Finding(CheckDoc check, Field field, String subject, String remedy) {

    /// The order in which findings are shown: by check, then by path.
    public static final Comparator<Finding> ORDER =
            Comparator.comparing((Finding finding) -> finding.check().id()).thenComparing(Finding::path);

    /// Pod authors choose names and values; none of them shall reach a terminal as an escape sequence or a new line.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");

    /// What makes a finding the same in two versions of a pod: check, field (list items by name) and value.
    public record Identity(String check, String field, JsonNode value) {}

    public String path() {
        return field.path().toString();
    }

    public Identity identity() {
        return new Identity(check.id(), field.path().identity(), field.value());
    }

    /// Without remedy: `hostPath volumes (volume "docker" at spec.volumes[1].hostPath)`.
    public String reason() {
        return UNPRINTABLE
                .matcher("%s (%s at %s)".formatted(check.title(), subject, path()))
                .replaceAll("?");
    }

    /// All of it: reason, remedy and page.
    public String message() {
        return "%s: %s; see %s".formatted(reason(), remedy, check.url());
    }
}
