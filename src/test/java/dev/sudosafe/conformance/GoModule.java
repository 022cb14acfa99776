package dev.sudosafe.conformance;

import dev.sudosafe.cluster.Fetched;
import java.nio.file.Path;

/// Go modules of Kubernetes that tests read files of, in the version of the API server that they start.
final class GoModule {

    static final String POD_SECURITY_ADMISSION = "k8s.io/pod-security-admission";
    static final String KUBERNETES = "k8s.io/kubernetes";

    private GoModule() {}

    /// The folder of a module. Without Go the test that asks is skipped, but not where `CI` is set.
    static Path folder(String module) {
        return Fetched.folder("src/test/conformance/fetch", module);
    }

    /// Such as `v1.36.3`.
    static String version(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.substring(name.indexOf('@') + 1);
    }
}
