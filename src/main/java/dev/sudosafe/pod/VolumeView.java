package dev.sudosafe.pod;

import java.util.ArrayList;
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
        List<Field> sources = new ArrayList<>();
        for (Field member : field.members()) {
            if (!member.key().equals("name")) {
                sources.add(member);
            }
        }
        return sources;
    }
}
