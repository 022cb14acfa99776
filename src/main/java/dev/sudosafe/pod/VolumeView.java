package dev.sudosafe.pod;

import java.util.stream.Stream;

/// One volume of a pod.
public record VolumeView(Field field) {

    public String name() {
        return field.at("name").text();
    }

    /// How messages call it: `volume "home"`.
    public String described() {
        return "volume " + field.at("name").quoted();
    }

    public Field at(String name) {
        return field.at(name);
    }

    /// The volume's sources by the name of their type, such as `emptyDir`. A valid volume has exactly one.
    public Stream<Field> sources() {
        return field.members().filter(member -> !member.key().equals("name"));
    }
}
