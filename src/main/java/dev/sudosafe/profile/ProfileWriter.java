package dev.sudosafe.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// Writes profiles as {@link ProfileReader} reads them, with all defaults written out.
public final class ProfileWriter {

    private static final JsonMapper RECORDS = JsonMapper.builder()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private ProfileWriter() {}

    public static JsonNode write(WorkspaceProfile profile) {
        return RECORDS.valueToTree(profile);
    }
}
