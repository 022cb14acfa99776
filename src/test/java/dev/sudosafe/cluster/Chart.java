package dev.sudosafe.cluster;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The chart, rendered by real Helm.
public final class Chart {

    static final String NAMESPACE = "sudosafe-system";

    private Chart() {}

    /// Both webhook configurations, for a process outside the cluster.
    ///
    /// @param url of the process, without a path
    /// @param caBundle that its certificate is checked with, PEM in base64
    /// @param profiles the value `profiles` as YAML
    public static String webhooks(String url, String caBundle, String profiles) {
        String values = """
                webhook:
                  url: %s
                  caBundle: %s
                profiles:
                %s
                """.formatted(url, caBundle, profiles.indent(2));
        return Arrays.stream(render(values).split("(?m)^---\\s*$"))
                .filter(document -> document.contains("WebhookConfiguration\n"))
                .collect(Collectors.joining("---\n"));
    }

    /// All that the chart renders with these values.
    static String render(String values) {
        return HelmTemplate.run(values, NAMESPACE, KubernetesBinaries.VERSION);
    }
}
