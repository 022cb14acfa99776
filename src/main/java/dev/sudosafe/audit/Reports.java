package dev.sudosafe.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.check.Finding;
import dev.sudosafe.cluster.Store;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/// What an audit has found, as reports in the namespaces: of `openreports.io` where the API server has it, else of
/// `wgpolicyk8s.io`, which the first one continues, else none.
enum Reports {
    OPEN_REPORTS("openreports.io/v1alpha1", "Report", "reports"),
    POLICY_REPORTS("wgpolicyk8s.io/v1alpha2", "PolicyReport", "policyreports");

    private static final String SOURCE = "sudosafe";

    /// An object of etcd has 1.5 MB.
    private static final int MOST_RESULTS = 500;

    private final String groupVersion;
    private final String kind;
    private final String plural;

    Reports(String groupVersion, String kind, String plural) {
        this.groupVersion = groupVersion;
        this.kind = kind;
        this.plural = plural;
    }

    /// Those that the API server has.
    static Optional<Reports> in(Store store) {
        for (Reports reports : values()) {
            if (store.serves(reports.groupVersion)) {
                return Optional.of(reports);
            }
        }
        return Optional.empty();
    }

    /// Writes one for each namespace with workspaces, and takes away those of the others.
    ///
    /// @param name of the reports, as of the release
    /// @param owner with whose end they end
    void write(Store store, String name, Audit audit, Optional<ObjectNode> owner, Instant now) {
        SortedMap<String, Audit.Standing> namespaces = audit.namespaces();
        namespaces.forEach((namespace, standing) ->
                store.put(collection(namespace), report(name, namespace, standing, owner, now)));
        store.get("/apis/%s/%s".formatted(groupVersion, plural)).stream()
                .flatMap(all -> all.path("items").valueStream())
                .map(report -> report.path("metadata"))
                .filter(report -> report.path("name").asText().equals(name))
                .map(report -> report.path("namespace").asText())
                .filter(namespace -> !namespaces.containsKey(namespace))
                .forEach(namespace -> store.delete(collection(namespace) + "/" + name));
    }

    private String collection(String namespace) {
        return "/apis/%s/namespaces/%s/%s".formatted(groupVersion, namespace, plural);
    }

    private ObjectNode report(
            String name, String namespace, Audit.Standing standing, Optional<ObjectNode> owner, Instant now) {
        ObjectNode report = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", groupVersion)
                .put("kind", kind);
        report.putObject("metadata")
                .put("name", name)
                .put("namespace", namespace)
                .putObject("labels")
                .put("app.kubernetes.io/managed-by", SOURCE);
        owner.ifPresent(reference ->
                report.withObject("/metadata").putArray("ownerReferences").add(reference));
        if (this == OPEN_REPORTS) {
            report.put("source", SOURCE);
        }
        ArrayNode results = report.putArray("results");
        standing.refused().stream()
                .flatMap(refused -> refused.findings()
                        .map(finding -> result(refused.decision().profile(), finding, refused.pod(), now)))
                .limit(MOST_RESULTS)
                .forEach(results::add);
        report.putObject("summary")
                .put("pass", standing.admitted())
                .put(
                        "fail",
                        standing.refused().stream()
                                .flatMap(Audit.Refused::findings)
                                .count())
                .put("warn", 0)
                .put("error", 0)
                .put("skip", 0);
        return report;
    }

    private static ObjectNode result(String profile, Finding finding, JsonNode pod, Instant now) {
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("source", SOURCE)
                .put("policy", profile)
                .put("rule", finding.check().id())
                .put("category", "Workspace isolation")
                .put("severity", "high")
                .put("result", "fail")
                .put("scored", true)
                .put("message", finding.message());
        result.putArray("resources").add(pod);
        result.putObject("timestamp").put("seconds", now.getEpochSecond()).put("nanos", 0);
        return result;
    }
}
