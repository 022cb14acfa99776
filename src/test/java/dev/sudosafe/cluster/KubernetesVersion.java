package dev.sudosafe.cluster;

import java.util.Arrays;

/// A version of Kubernetes, such as `1.36.3`.
record KubernetesVersion(String text) {

    /// Whether its minor is an older one.
    ///
    /// @param minor such as `1.34`
    boolean isBefore(String minor) {
        return Arrays.compare(numbers(text), numbers(minor)) < 0;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\."))
                .limit(2)
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    @Override
    public String toString() {
        return text;
    }
}
