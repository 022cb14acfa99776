package dev.sudosafe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All settings of a profile, defaults too, by path.
record ProfileSettings(Map<String, JsonNode> byPath) {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

    /// A setting that two profiles do not share.
    ///
    /// @param before null where only the new one has it
    /// @param after null where only the old one has it
    record Difference(
            String path,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {
        @Override
        public String toString() {
            return path + ": " + text(before) + " -> " + text(after);
        }

        private static String text(@Nullable JsonNode value) {
            return value == null ? "(none)" : value.toString();
        }
    }

    static ProfileSettings of(WorkspaceProfile profile) {
        Map<String, JsonNode> settings = new LinkedHashMap<>();
        collect("", JSON.valueToTree(profile), settings);
        return new ProfileSettings(settings);
    }

    /// In the order of the records.
    Stream<Difference> to(ProfileSettings other) {
        return Stream.concat(byPath.keySet().stream(), other.byPath.keySet().stream())
                .distinct()
                .filter(path -> !Objects.equals(byPath.get(path), other.byPath.get(path)))
                .map(path -> new Difference(path, byPath.get(path), other.byPath.get(path)));
    }

    /// Lists stay whole, as their order may matter.
    private static void collect(String path, JsonNode value, Map<String, JsonNode> into) {
        if (value.isObject()) {
            value.propertyStream()
                    .forEach(member -> collect(path + step(path, member.getKey()), member.getValue(), into));
        } else if (!value.isNull()) {
            into.put(path, value);
        }
    }

    private static String step(String path, String key) {
        if (path.isEmpty()) {
            return key;
        }
        return key.contains(".") || key.contains("/") ? "[" + key + "]" : "." + key;
    }
}
