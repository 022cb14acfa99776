package dev.sudosafe.cluster;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The chart, rendered by real Helm.
public final class Chart {

    static final String NAMESPACE = "sudosafe-system";

    private static final Path FOLDER = Path.of("helm/sudosafe");

    private Chart() {}

    /// Both webhook configurations, for a process outside the cluster.
    ///
    /// @param profiles the value `profiles` as YAML
    public static String webhooks(SudosafeProcess process, String profiles) {
        String values = """
                webhook:
                  url: %s
                  caBundle: %s
                profiles:
                %s
                """.formatted(process.url(), process.caBundle(), profiles.indent(2));
        return Arrays.stream(render(values).split("(?m)^---\\s*$"))
                .filter(document -> document.contains("WebhookConfiguration\n"))
                .collect(Collectors.joining("---\n"));
    }

    /// All that the chart renders with these values.
    static String render(String values) {
        try {
            Path file = Files.writeString(Files.createTempFile("values", ".yaml"), values);
            TemplateCommand command = new Helm(FOLDER)
                    .template()
                    .withName("sudosafe")
                    .withNamespace(NAMESPACE)
                    .withKubeVersion(KubernetesBinaries.VERSION)
                    .withValuesFile(file);
            try {
                return command.call();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
