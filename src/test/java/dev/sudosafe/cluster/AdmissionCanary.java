package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A webhook at each phase of admission and a policy, which refuse nothing but ConfigMaps with their own label. The API
/// server acts by what it last read of such configurations: once it acts by these, it no longer does by those that were
/// removed before.
///
/// @param name of the configurations, which no earlier canary has
record AdmissionCanary(ApiProxy api, String name) {

    private static final String CONFIGURATIONS = "/apis/admissionregistration.k8s.io/v1/";
    private static final JsonNode NO_OPTIONS = Cluster.json("{}");

    /// Returns when the API server acts by the configurations that it has now.
    static void await(ApiProxy api) {
        AdmissionCanary canary = new AdmissionCanary(api, "canary-" + Long.toString(System.nanoTime(), 36));
        canary.create();
        SudosafeProcess.await("in force", canary::isInForce);
        canary.remove();
    }

    private void create() {
        create("mutatingwebhookconfigurations", webhook("MutatingWebhookConfiguration", "mutating"));
        create("validatingwebhookconfigurations", webhook("ValidatingWebhookConfiguration", "validating"));
        create("validatingadmissionpolicies", """
                {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicy",
                 "metadata": {"name": "%1$s"},
                 "spec": {
                   "matchConstraints": {
                     "resourceRules": [
                       {"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["configmaps"]}],
                     "objectSelector": {"matchLabels": {"%1$s": "policy"}}},
                   "validations": [{"expression": "false"}]}}
                """);
        create("validatingadmissionpolicybindings", """
                {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicyBinding",
                 "metadata": {"name": "%1$s"}, "spec": {"policyName": "%1$s", "validationActions": ["Deny"]}}
                """);
    }

    private static String webhook(String kind, String phase) {
        return """
                {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "KIND", "metadata": {"name": "%1$s"},
                 "webhooks": [{
                   "name": "PHASE.%1$s.example.com", "admissionReviewVersions": ["v1"], "sideEffects": "None",
                   "clientConfig": {"url": "https://127.0.0.1:1"},
                   "objectSelector": {"matchLabels": {"%1$s": "PHASE"}},
                   "rules": [
                     {"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["configmaps"]}]}]}
                """.replace("KIND", kind).replace("PHASE", phase);
    }

    private void create(String plural, String object) {
        api.create(CONFIGURATIONS + plural, Cluster.json(object.formatted(name)));
    }

    private boolean isInForce() {
        return refusal("mutating").contains("mutating." + name)
                && refusal("validating").contains("validating." + name)
                && refusal("policy").contains("ValidatingAdmissionPolicy '" + name);
    }

    /// What the API server says of a ConfigMap with this value of the label.
    private String refusal(String value) {
        JsonNode map = Cluster.json("""
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "canary", "labels": {"%s": "%s"}}}
                """.formatted(name, value));
        return api.post("/api/v1/namespaces/default/configmaps?dryRun=All", map).body();
    }

    private void remove() {
        for (String plural : List.of(
                "mutatingwebhookconfigurations",
                "validatingwebhookconfigurations",
                "validatingadmissionpolicybindings",
                "validatingadmissionpolicies")) {
            api.request("DELETE", CONFIGURATIONS + plural + "/" + name, NO_OPTIONS);
        }
    }
}
