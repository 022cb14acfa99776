package dev.sudosafe.sbom;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/// A bill of materials in CycloneDX' JSON.
record Sbom(ObjectNode json) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static Sbom read(Path file) throws IOException {
        return new Sbom((ObjectNode) JSON.readTree(file.toFile()));
    }

    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(json) + "\n");
    }

    /// What is in the image is the application and these.
    Sbom with(List<ObjectNode> more) {
        ObjectNode copy = json.deepCopy();
        copy.withArray("components").addAll(more);
        // It is another document than that of the application.
        copy.remove("serialNumber");
        return new Sbom(copy);
    }

    List<Library> libraries() {
        return StreamSupport.stream(json.path("components").spliterator(), false)
                .map(Library::of)
                .toList();
    }

    /// The names of the jars as Quarkus writes them.
    Set<String> jars() {
        Set<String> jars = new TreeSet<>();
        libraries().forEach(library -> jars.add(library.jar()));
        return jars;
    }

    static ObjectNode component(String type, String name, String version, String purl, String licence) {
        ObjectNode component = JSON.createObjectNode();
        component.put("type", type).put("name", name).put("version", version).put("purl", purl);
        ArrayNode licences = component.putArray("licenses");
        licences.addObject().put("expression", licence);
        return component;
    }
}
