package dev.sudosafe.web;

/// AdmissionReviews as the API server writes them.
final class Reviews {

    /// A workspace as its author writes it.
    static final String PLAIN = pod("{\"containers\":[{\"name\":\"workspace\",\"image\":\"tools\"}]}");

    private Reviews() {}

    static String creation(String pod) {
        return review("CREATE", "\"object\":" + pod);
    }

    static String update(String before, String after) {
        return review("UPDATE", "\"object\":%s,\"oldObject\":%s".formatted(after, before));
    }

    static String update(String subResource, String before, String after) {
        return review(
                "UPDATE",
                "\"subResource\":\"%s\",\"object\":%s,\"oldObject\":%s".formatted(subResource, after, before));
    }

    static String deletion(String pod) {
        return review("DELETE", "\"object\":null,\"oldObject\":" + pod);
    }

    /// @param objects the request's members that depend on the operation
    static String review(String operation, String objects) {
        return """
                {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"705ab4f5",\
                "kind":{"group":"","version":"v1","kind":"Pod"},"resource":{"group":"","version":"v1","resource":"pods"},\
                "operation":"%s","namespace":"dev",%s,"dryRun":false}}""".formatted(operation, objects);
    }

    /// A workspace with this spec that the mutating door has not seen.
    static String pod(String spec) {
        return """
                {"kind":"Pod","apiVersion":"v1","metadata":{"name":"web","labels":{"sudosafe.dev/workspace":"true"}},\
                "spec":%s}""".formatted(spec);
    }

    /// A complete workspace of a profile without docker.
    ///
    /// @param container more fields of its container, each after a comma
    /// @param spec more fields of its spec, each after a comma
    static String injected(String container, String spec) {
        return """
                {"kind":"Pod","apiVersion":"v1","metadata":{"name":"web","labels":{"sudosafe.dev/workspace":"true"},\
                "annotations":{"sudosafe.dev/profile":"default","sudosafe.dev/isolation":"UserNamespace"}},\
                "spec":{"hostUsers":false,"securityContext":{"seccompProfile":{"type":"RuntimeDefault"}},\
                "containers":[{"name":"workspace","image":"tools"%s}]%s}}""".formatted(container, spec);
    }
}
