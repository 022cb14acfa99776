package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Documents;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What docs/kubernetes-versions.md says of a minor is what its API server says of itself.
@SharedApiServer
class FeatureGatesIT {

    @Test
    void the_table_of_gates_has_what_the_api_server_says(ApiServer server) {
        String minor = KubernetesBinaries.VERSION.replaceFirst("\\.\\d+$", "");
        String metrics = server.kubectl().run("get", "--raw", "/metrics").require();
        String row = Stream.of("UserNamespacesSupport", "ProcMountType", "PodLifecycleSleepAction")
                .map(gate -> stage(metrics, gate))
                .collect(Collectors.joining(" | ", "| " + minor + " | ", " |\n"));

        assertThat(Documents.text(Path.of("docs", "kubernetes-versions.md"))).contains(row);
    }

    /// A gate whose feature is stable has no stage, and is on; a few minors later it is gone.
    private static String stage(String metrics, String gate) {
        Matcher said = Pattern.compile("kubernetes_feature_enabled\\{name=\"" + gate + "\",stage=\"(\\w*)\"} ([01])")
                .matcher(metrics);
        if (!said.find()) {
            return "always on, no gate";
        }
        if (said.group(1).isEmpty()) {
            return "always on";
        }
        return said.group(1).toLowerCase(Locale.ROOT) + (said.group(2).equals("1") ? ", on" : ", off");
    }
}
