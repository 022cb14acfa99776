package dev.sudosafe.cluster;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The chart, rendered by real Helm.
public final class Chart {

    static final String NAMESPACE = "sudosafe-system";

    private Chart() {}

    /// What the API server itself acts by, the webhook configurations and the policies, for a process outside the
    /// cluster.
    ///
    /// @param url of the process, without a path
    /// @param caBundle that its certificate is checked with, PEM in base64
    /// @param profiles the value `profiles` as YAML
    /// @param policies the value `policies` as YAML
    public static String admission(String url, String caBundle, String profiles, String policies) {
        String values = """
                webhook:
                  url: %s
                  caBundle: %s
                profiles:
                %spolicies:
                %s""".formatted(url, caBundle, profiles.indent(2), policies.indent(2));
        return Arrays.stream(render(values).split("(?m)^---\\s*$"))
                .filter(document -> document.contains("apiVersion: admissionregistration.k8s.io/"))
                .collect(Collectors.joining("---\n"));
    }

    /// What the chart installs on nodes.
    ///
    /// @param values of the chart's `nodePart` as YAML
    public static String nodePart(String values) {
        String enabled = "profiles: [{name: default}]\nnodePart:\n  enabled: true\n" + values.indent(2);
        return Arrays.stream(render(enabled).split("(?m)^---\\s*$"))
                .filter(document -> document.contains("app.kubernetes.io/component: node"))
                .collect(Collectors.joining("---\n"));
    }

    /// All that the chart renders with these values.
    static String render(String values) {
        return HelmTemplate.run(values, NAMESPACE, KubernetesBinaries.VERSION);
    }
}
