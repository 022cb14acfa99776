package dev.sudosafe.pod;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A pod, read from its JSON tree and never copied into a typed model, which would lose the fields that are newer than
/// itself. What is read from a malformed one (see [#misfits()]) may be incomplete: no check judges it.
public final class PodView {

    /// Set by the kubelet on the API server's copy of a static pod.
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private static final List<ContainerKind> KINDS = List.of(ContainerKind.values());

    private final JsonNode json;
    private final Field metadata;
    private final Field spec;
    private final List<Field> annotations;
    private final List<ContainerView> containers;
    private final List<VolumeView> volumes;

    /// Null until the shape is checked, which threads that share the pod do to the same effect.
    private @Nullable List<PodShape.Misfit> misfits;

    public PodView(JsonNode json) {
        this(json, null);
    }

    private PodView(JsonNode json, @Nullable List<PodShape.Misfit> misfits) {
        this.json = json;
        this.misfits = misfits;
        this.metadata = Field.root(json).at("metadata");
        this.spec = Field.root(json).at("spec");
        this.annotations = metadata.at("annotations").entries();
        this.containers = containers(spec);
        this.volumes = spec.at("volumes").items().stream().map(VolumeView::new).toList();
    }

    /// A pod made by injecting into this one. An injection writes values of the right types only, so the shape of the
    /// result is not checked again.
    public PodView injected(JsonNode result) {
        return new PodView(result, misfits());
    }

    public JsonNode json() {
        return json;
    }

    /// The fields of wrong JSON types; empty if the pod is well-formed. Each pod is checked once, when this is first
    /// called.
    public List<PodShape.Misfit> misfits() {
        List<PodShape.Misfit> found = misfits;
        if (found == null) {
            found = PodShape.misfits(json);
            misfits = found;
        }
        return found;
    }

    public Field metadata() {
        return metadata;
    }

    public Field spec() {
        return spec;
    }

    public Field securityContext() {
        return spec.at("securityContext");
    }

    public Field annotation(String key) {
        return metadata.at("annotations").entry(key);
    }

    public List<Field> annotations() {
        return annotations;
    }

    public Map<String, String> labels() {
        return metadata.at("labels").entries().stream().collect(Collectors.toUnmodifiableMap(Field::key, Field::text));
    }

    /// Every container there is: init, regular and ephemeral. The only traversal, so that no check forgets a kind.
    public List<ContainerView> containers() {
        return containers;
    }

    public boolean hasContainer(String name) {
        return containers.stream().anyMatch(container -> container.name().equals(name));
    }

    public List<VolumeView> volumes() {
        return volumes;
    }

    public Optional<VolumeView> volume(String name) {
        return volumes.stream()
                .filter(volume -> Objects.equals(volume.name(), name))
                .findFirst();
    }

    public boolean isMirror() {
        return annotation(MIRROR).isSet();
    }

    private static List<ContainerView> containers(Field spec) {
        List<ContainerView> containers = new ArrayList<>();
        for (ContainerKind kind : KINDS) {
            spec.at(kind.field()).items().forEach(item -> containers.add(new ContainerView(kind, item)));
        }
        return Collections.unmodifiableList(containers);
    }
}
