package dev.sudosafe.pod;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A pod of well-formed shape (see {@link PodShape}), read from its JSON tree and never copied into a typed model,
/// which would lose the fields that are newer than itself.
public record PodView(JsonNode json) {

    /// Set by the kubelet on the API server's copy of a static pod.
    private static final String MIRROR = "kubernetes.io/config.mirror";

    public Field metadata() {
        return Field.root(json).at("metadata");
    }

    public Field spec() {
        return Field.root(json).at("spec");
    }

    public Field securityContext() {
        return spec().at("securityContext");
    }

    public Field annotation(String key) {
        return metadata().at("annotations").entry(key);
    }

    public Stream<Field> annotations() {
        return metadata().at("annotations").entries();
    }

    public Map<String, String> labels() {
        return metadata().at("labels").entries().collect(Collectors.toUnmodifiableMap(Field::key, Field::text));
    }

    /// Every container there is: init, regular and ephemeral. The only traversal, so that no check forgets a kind.
    public Stream<ContainerView> containers() {
        return Stream.of(ContainerKind.values()).flatMap(this::containers);
    }

    public Stream<ContainerView> containers(ContainerKind kind) {
        return spec().at(kind.field()).items().map(field -> new ContainerView(kind, field));
    }

    public Stream<VolumeView> volumes() {
        return spec().at("volumes").items().map(VolumeView::new);
    }

    public Optional<VolumeView> volume(String name) {
        return volumes().filter(volume -> Objects.equals(volume.name(), name)).findFirst();
    }

    public boolean isMirror() {
        return annotation(MIRROR).isSet();
    }
}
