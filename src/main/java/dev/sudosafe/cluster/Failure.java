package dev.sudosafe.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What went wrong with a request to the API server.
final class Failure {

    private Failure() {}

    /// Short, as a user may read it in the answer to a pod.
    static String why(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException e && e.getCode() > 0) {
                return switch (e.getCode()) {
                    case 401 -> "the API server does not know who sudosafe is";
                    case 403 -> "the API server does not let sudosafe read them";
                    default -> "the API server answers with status " + e.getCode();
                };
            }
        }
        return "the API server does not answer";
    }

    /// For the log. The exceptions of the JDK's client have names and often no messages.
    static String detail(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .map(Throwable::toString)
                .distinct()
                .collect(Collectors.joining(" <- "));
    }
}
