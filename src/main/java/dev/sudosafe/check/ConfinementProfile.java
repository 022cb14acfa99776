package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import java.util.List;

/// A `seccompProfile` or `appArmorProfile` that is set: a type, and for `Localhost` the name of a profile on the node.
record ConfinementProfile(Field field) {

    /// Whether it is the runtime's own, or one of these on the node.
    boolean isSafe(List<String> localhostProfiles) {
        return switch (type().text()) {
            case "RuntimeDefault" -> true;
            case "Localhost" -> localhostProfiles.contains(localhostProfile().text());
            default -> false;
        };
    }

    Field type() {
        return field.at("type");
    }

    /// How messages call it: `"Localhost" "debug.json"`.
    String described() {
        return type().quoted()
                + (localhostProfile().isSet() ? " " + localhostProfile().quoted() : "");
    }

    private Field localhostProfile() {
        return field.at("localhostProfile");
    }
}
