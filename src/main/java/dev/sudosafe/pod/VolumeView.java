package dev.sudosafe.pod;

import java.util.List;

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
    public List<Field> sources() {
        return field.members().stream()
                .filter(member -> !member.key().equals("name"))
                .toList();
    }
}
