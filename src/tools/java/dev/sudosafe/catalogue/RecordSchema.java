package dev.sudosafe.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The JSON schema of records as Jackson binds them. What is no component is refused; what a record makes of a
/// component
/// that is left out is its default; a record that cannot be made without a component requires it.
final class RecordSchema {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
            .build();

    private RecordSchema() {}

    static ObjectNode of(Type type) {
        return switch (type) {
            case ParameterizedType list
            when list.getRawType() == List.class -> typed("array").set("items", of(list.getActualTypeArguments()[0]));
            case ParameterizedType map
            when map.getRawType() == Map.class ->
                typed("object").set("additionalProperties", of(map.getActualTypeArguments()[1]));
            case Class<?> text when text == String.class -> typed("string");
            case Class<?> number when number == Long.class -> typed("integer");
            case Class<?> tree when tree == JsonNode.class -> typed("object");
            case Class<?> choice when choice.isEnum() -> choice(choice);
            case Class<?> kinds when kinds.isSealed() -> kinds(kinds);
            case Class<?> parts when parts.isRecord() -> object(parts);
            default -> throw new IllegalArgumentException("no schema for " + type);
        };
    }

    private static ObjectNode choice(Class<?> type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        Stream.of(type.getEnumConstants()).map(String::valueOf).forEach(schema.putArray("enum")::add);
        return schema;
    }

    private static ObjectNode kinds(Class<?> type) {
        String property = type.getAnnotation(JsonTypeInfo.class).property();
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        for (JsonSubTypes.Type kind : type.getAnnotation(JsonSubTypes.class).value()) {
            schema.withArray("oneOf").add(kind(property, kind));
        }
        return schema;
    }

    private static ObjectNode kind(String property, JsonSubTypes.Type kind) {
        ObjectNode schema = object(kind.value());
        schema.withObject("properties").putObject(property).put("const", kind.name());
        schema.withArray("required").add(property);
        return schema;
    }

    private static ObjectNode object(Class<?> type) {
        ObjectNode schema = typed("object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        Optional<Object> empty = ofNothing(type);
        for (RecordComponent component : type.getRecordComponents()) {
            ObjectNode property = of(component.getGenericType());
            property.put("description", description(component));
            empty.flatMap(record -> byDefault(component, record)).ifPresent(value -> property.set("default", value));
            if (empty.isEmpty() && isRequired(component)) {
                schema.withArray("required").add(component.getName());
                requireText(property);
            }
            properties.set(component.getName(), property);
        }
        return schema;
    }

    private static void requireText(ObjectNode property) {
        if (property.path("type").asText().equals("string")) {
            property.put("minLength", 1);
        }
    }

    private static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && component.getType() != List.class
                && component.getType() != Map.class;
    }

    private static String description(RecordComponent component) {
        JsonPropertyDescription description = component.getAccessor().getAnnotation(JsonPropertyDescription.class);
        return Objects.requireNonNull(description, () -> component + " needs a @JsonPropertyDescription")
                .value();
    }

    /// What the record makes of a component that is left out; nothing when the parts of that tell their own defaults.
    private static Optional<JsonNode> byDefault(RecordComponent component, Object record) {
        Object value = value(component, record);
        return value == null
                        || ofNothing(component.getType()).filter(value::equals).isPresent()
                ? Optional.empty()
                : Optional.of(json(component.getGenericType(), value));
    }

    private static @Nullable Object value(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(Type type, Object value) {
        try {
            return JSON.readTree(JSON.writerFor(JSON.constructType(type)).writeValueAsBytes(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The record with every component left out, if it allows that.
    private static Optional<Object> ofNothing(Class<?> type) {
        if (!type.isRecord()) {
            return Optional.empty();
        }
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            return Optional.of(type.getDeclaredConstructor(types).newInstance(new Object[types.length]));
        } catch (InvocationTargetException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode typed(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
