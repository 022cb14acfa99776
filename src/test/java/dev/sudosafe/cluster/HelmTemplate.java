package dev.sudosafe.cluster;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `helm template`, for the demo in a process of its own: Helm is a Go library here, and Go's runtime takes the signals
/// of
/// the process that loads it, so that Ctrl-C would no longer end the demo.
final class HelmTemplate {

    private static final Path CHART = Path.of("helm/sudosafe");

    private static final boolean IN_A_TEST = System.getProperty("surefire.test.class.path") != null;

    private HelmTemplate() {}

    /// Standard input has the values, the arguments are namespace and Kubernetes version.
    public static void main(String... arguments) throws IOException {
        String values = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(here(values, arguments[0], arguments[1]));
    }

    /// In this process.
    static String here(String values, String namespace, String kubernetesVersion) {
        try {
            Path file = Files.writeString(Files.createTempFile("values", ".yaml"), values);
            try {
                return new Helm(CHART)
                        .template()
                        .withName("sudosafe")
                        .withNamespace(namespace)
                        .withKubeVersion(kubernetesVersion)
                        .withValuesFile(file)
                        .call();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String run(String values, String namespace, String kubernetesVersion) {
        return IN_A_TEST ? here(values, namespace, kubernetesVersion) : elsewhere(values, namespace, kubernetesVersion);
    }

    private static String elsewhere(String values, String namespace, String kubernetesVersion) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HelmTemplate.class.getName(),
                namespace,
                kubernetesVersion);
        return Program.run(command, Map.of(), values).require();
    }
}
