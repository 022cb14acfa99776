package dev.sudosafe.cluster;

import java.util.List;
import java.util.stream.Stream;

/// Options that turn features of the API server on and off, whatever its version.
final class FeatureGates {

    private static final KubernetesVersion VERSION = new KubernetesVersion(KubernetesBinaries.VERSION);

    private FeatureGates() {}

    /// Pod Security `baseline` leaves pods with a user namespace their procMount: always so since 1.35.
    static List<String> relaxedBaseline() {
        return VERSION.isBefore("1.35")
                ? List.of("--feature-gates", "UserNamespacesPodSecurityStandards=true")
                : List.of();
    }

    /// Without the features. From 1.36 on the API server must act as one of 1.35, where they could still be off.
    static List<String> without(String... features) {
        Stream<String> emulated = VERSION.isBefore("1.36") ? Stream.of() : Stream.of("--emulated-version", "1.35");
        String gates = String.join("=false,", features) + "=false";
        return Stream.concat(emulated, Stream.of("--feature-gates", gates)).toList();
    }
}
