package dev.sudosafe.check;

import static dev.sudosafe.check.Platform.CHE;
import static dev.sudosafe.check.Platform.CODER;
import static dev.sudosafe.check.Platform.GITHUB_RUNNERS;
import static dev.sudosafe.check.Platform.GITLAB;
import static dev.sudosafe.check.Platform.GITPOD;
import static dev.sudosafe.check.Platform.JUPYTERHUB;

import dev.sudosafe.pod.PodView;
import java.util.List;

/// What to change in a platform, whose user never wrote the field that is complained of. One line a hint; the first
/// that fits is given. A hint says what is said of a finding; never whether there is one, nor what follows from it.
public final class PlatformHints {

    private static final String NO_IPTABLES = "set singleuser.cloudMetadata.blockWithIptables to false and leave"
            + " singleuser.networkPolicy enabled, which keeps workspaces from the same address";
    private static final String NO_DIND =
            "leave containerMode empty and write the runner in template.spec; docker is injected beside it";
    private static final String NO_JOB_PODS =
            "leave containerMode empty: its kubernetes modes give every job an account that creates pods";
    private static final String NO_CONTAINER_RUN = "set spec.devEnvironments.disableContainerRunCapabilities to true in"
            + " the CheCluster; docker is injected instead";
    private static final String OTHER_CLASS =
            "leave the attribute controller.devfile.io/runtime-class out of the devfile, or have"
                    + " the administrator add that class to the profile's isolation";
    private static final String NO_ENVBOX =
            "use a template without envbox, such as Coder's own \"kubernetes\"; docker is injected beside it";
    private static final String OTHER_RUNTIME =
            "leave default_runtime_class out of the agent's remote_development, or have the"
                    + " administrator add that class to the profile's isolation";
    private static final String NOT_CLASSIC =
            "leave its namespace out of the profile: its own daemon on the node isolates"
                    + " these workspaces, and needs this";

    private static final List<PlatformHint> ALL = List.of(
            new PlatformHint(JUPYTERHUB, "privileged-containers", "block-cloud-metadata", NO_IPTABLES),
            new PlatformHint(JUPYTERHUB, "capabilities", "block-cloud-metadata", NO_IPTABLES),
            new PlatformHint(
                    JUPYTERHUB,
                    "service-accounts",
                    "",
                    "leave singleuser.serviceAccountName empty, or have the administrator add it to"
                            + " policy.allow.serviceAccounts"),
            new PlatformHint(GITHUB_RUNNERS, "privileged-containers", "dind", NO_DIND),
            new PlatformHint(GITHUB_RUNNERS, "service-accounts", "", NO_JOB_PODS),
            new PlatformHint(GITHUB_RUNNERS, "service-account-tokens", "", NO_JOB_PODS),
            new PlatformHint(CHE, "runtime-annotations", "io.kubernetes.cri-o.Devices", NO_CONTAINER_RUN),
            new PlatformHint(CHE, "proc-mount", "", NO_CONTAINER_RUN),
            new PlatformHint(CHE, "isolation", "", OTHER_CLASS),
            new PlatformHint(CHE, "privilege-escalation", "", OTHER_CLASS),
            new PlatformHint(
                    CHE,
                    "user-ids",
                    "",
                    "let the workspace's service account use a security context constraint with ids below 65536, such as"
                            + " nested-container"),
            new PlatformHint(GITLAB, "isolation", "", OTHER_RUNTIME),
            new PlatformHint(GITLAB, "privilege-escalation", "", OTHER_RUNTIME),
            new PlatformHint(
                    GITLAB,
                    "runtime-annotations",
                    "",
                    "remove it from annotations of the agent's remote_development, or have the administrator add it to"
                            + " policy.allow.annotations"),
            new PlatformHint(CODER, "privileged-containers", "", NO_ENVBOX),
            new PlatformHint(CODER, "host-path-volumes", "", NO_ENVBOX),
            new PlatformHint(
                    CODER,
                    "service-account-tokens",
                    "",
                    "set automount_service_account_token to false in the template's pod spec; Terraform's default is"
                            + " true"),
            new PlatformHint(GITPOD, "host-path-volumes", "", NOT_CLASSIC),
            new PlatformHint(GITPOD, "app-armor", "", NOT_CLASSIC),
            new PlatformHint(GITPOD, "seccomp", "", NOT_CLASSIC),
            new PlatformHint(GITPOD, "capabilities", "", NOT_CLASSIC));

    private PlatformHints() {}

    public static List<PlatformHint> all() {
        return ALL;
    }

    /// The finding with the remedy of the platform that seems to have created the pod; as it is without one.
    public static Finding explained(Finding finding, PodView pod) {
        for (PlatformHint hint : ALL) {
            if (hint.fits(finding, pod)) {
                return finding.withRemedy(hint.text());
            }
        }
        return finding;
    }
}
