package dev.sudosafe.profile;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.sudosafe.manifest.MalformedManifestException;
import dev.sudosafe.manifest.Manifest;
import dev.sudosafe.manifest.ManifestReader;
import dev.sudosafe.manifest.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads profiles from YAML or JSON. Problems name line, column and field.
///
/// @param checkIds the ids that `policy.checks` may name
public record ProfileReader(Set<String> checkIds) {

    /// A hostile profile could have more than anybody reads.
    private static final int SHOWN = 100;

    private static final JsonPointer CHECKS = JsonPointer.compile("/spec/policy/checks");

    private static final ObjectReader RECORDS = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
                            .forEach(shape -> config.setCoercion(shape, CoercionAction.Fail)))
            .build()
            .readerFor(WorkspaceProfile.class);

    /// @param file names the text in problems
    public ProfileResult read(String file, String text) {
        try {
            List<Manifest> documents = ManifestReader.read(text);
            return documents.size() == 1
                    ? read(file, documents.getFirst())
                    : refused(
                            file,
                            new Position(1, 1),
                            "holds %d documents: write one profile a file".formatted(documents.size()));
        } catch (MalformedManifestException e) {
            return refused(file, e.position(), String.valueOf(e.getMessage()));
        }
    }

    private static ProfileResult refused(String file, Position position, String problem) {
        return new ProfileResult.Refused(List.of(new ProfileProblem(file, position, "", problem)));
    }

    /// @param file names the document in problems
    public ProfileResult read(String file, Manifest document) {
        Problems problems = new Problems(file, document, new Remainder(document.json()), new ArrayList<>());
        WorkspaceProfile profile = problems.bind();
        unknownChecks(document).forEach(problems::unknownCheck);
        return profile != null && problems.found.isEmpty()
                ? new ProfileResult.Accepted(profile)
                : new ProfileResult.Refused(problems.inOrder());
    }

    private Stream<String> unknownChecks(Manifest document) {
        return document.json()
                .at(CHECKS)
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(id -> !checkIds.contains(id));
    }

    /// Collects what is wrong with one document: every unknown key, and every value that does not fit. What may be
    /// wrong only because something in it was is left for the next reading.
    private record Problems(String file, Manifest document, Remainder remainder, List<ProfileProblem> found) {

        @Nullable
        WorkspaceProfile bind() {
            while (found.size() < SHOWN) {
                try {
                    return RECORDS.withHandler(new UnknownKeys(this)).readValue(remainder.json());
                } catch (JsonMappingException e) {
                    JsonPointer now = pointer(e);
                    if (!remainder.isIncomplete(remainder.inDocument(now))) {
                        add(remainder.inDocument(now), message(e));
                    }
                    if (!remainder.take(now)) {
                        return null;
                    }
                } catch (IOException e) {
                    add(JsonPointer.empty(), String.valueOf(e.getMessage()));
                    return null;
                }
            }
            return null;
        }

        void unknownCheck(String id) {
            add(CHECKS.appendProperty(id), "unknown check: docs/checks lists them");
        }

        void add(JsonPointer at, String message) {
            ProfileProblem problem = new ProfileProblem(file, document.position(at), dotted(at), message);
            if (!found.contains(problem)) {
                found.add(problem);
            }
        }

        List<ProfileProblem> inOrder() {
            return found.stream()
                    .sorted(Comparator.comparingInt((ProfileProblem problem) ->
                                    problem.position().line())
                            .thenComparingInt(problem -> problem.position().column()))
                    .toList();
        }
    }

    private static final class UnknownKeys extends DeserializationProblemHandler {

        private final Problems problems;

        UnknownKeys(Problems problems) {
            this.problems = problems;
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object type,
                String key)
                throws IOException {
            Collection<Object> known = deserializer.getKnownPropertyNames();
            String names = known == null
                    ? ""
                    : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
            problems.add(problems.remainder.inDocument(pointer(parser)), "unknown key: use one of " + names);
            parser.skipChildren();
            return true;
        }

        private static JsonPointer pointer(JsonParser parser) {
            JsonStreamContext context = parser.getParsingContext();
            return pointer(parser.currentToken().isStructStart() ? context.getParent() : context);
        }

        /// Jackson's own pointer has a step too many where it has buffered a structure: one without a name above an
        /// object, one with an index above a list.
        private static JsonPointer pointer(@Nullable JsonStreamContext context) {
            if (context == null) {
                return JsonPointer.empty();
            }
            JsonStreamContext parent = context.getParent();
            boolean bufferedList = context.inArray() && context.hasCurrentName() && parent != null;
            JsonPointer above = pointer(bufferedList ? parent.getParent() : parent);
            if (context.hasCurrentName()) {
                return above.appendProperty(context.getCurrentName());
            }
            return context.inArray() ? above.appendIndex(context.getCurrentIndex()) : above;
        }
    }

    private static JsonPointer pointer(JsonMappingException e) {
        JsonPointer pointer = JsonPointer.empty();
        for (JsonMappingException.Reference reference : e.getPath()) {
            pointer = reference.getFieldName() == null
                    ? pointer.appendIndex(reference.getIndex())
                    : pointer.appendProperty(reference.getFieldName());
        }
        return pointer;
    }

    private static String message(JsonMappingException e) {
        return switch (e) {
            case ValueInstantiationException invalid
            when invalid.getCause() instanceof Invalid cause -> String.valueOf(cause.getMessage());
            case InvalidTypeIdException unknown when unknown.getTypeId() == null -> "kind is missing: write " + KINDS;
            case InvalidTypeIdException unknown -> "unknown kind \"" + unknown.getTypeId() + "\": write " + KINDS;
            case InvalidFormatException wrong
            when wrong.getTargetType().isEnum() ->
                "\"%s\" is none of %s".formatted(wrong.getValue(), constants(wrong.getTargetType()));
            case MismatchedInputException mismatch -> "expected " + shape(mismatch.getTargetType());
            default -> e.getOriginalMessage();
        };
    }

    private static final String KINDS = "UserNamespace, Sysbox or Kata";

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String shape(@Nullable Class<?> type) {
        if (type == null) {
            return "another type";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type.isEnum()) {
            return "one of " + constants(type);
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        return type == String.class ? "a string: quote numbers and booleans" : "an object";
    }

    private static String dotted(JsonPointer pointer) {
        StringBuilder path = new StringBuilder();
        for (JsonPointer at = pointer; at != null && !at.matches(); at = at.tail()) {
            String name = at.getMatchingProperty();
            boolean index = at.getMatchingIndex() >= 0;
            path.append(index ? "[" + name + "]" : path.isEmpty() ? name : "." + name);
        }
        return path.toString();
    }
}
