package dev.sudosafe.cluster;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `helm template` as a process of its own: Helm is a Go library here, and Go's runtime takes the signals of the
/// process that loads it, so that Ctrl-C would no longer end the demo.
final class HelmTemplate {

    private static final Path CHART = Path.of("helm/sudosafe");

    private HelmTemplate() {}

    /// Standard input has the values, the arguments are namespace and Kubernetes version.
    public static void main(String... arguments) throws IOException {
        Path values = Files.write(Files.createTempFile("values", ".yaml"), System.in.readAllBytes());
        try {
            System.out.print(new Helm(CHART)
                    .template()
                    .withName("sudosafe")
                    .withNamespace(arguments[0])
                    .withKubeVersion(arguments[1])
                    .withValuesFile(values)
                    .call());
        } finally {
            Files.delete(values);
        }
    }

    static String run(String values, String namespace, String kubernetesVersion) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                HelmTemplate.class.getName(),
                namespace,
                kubernetesVersion);
        return Program.run(command, Map.of(), values).require();
    }
}
