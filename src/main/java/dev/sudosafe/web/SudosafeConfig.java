package dev.sudosafe.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Settings of the process; each is also an environment variable, such as SUDOSAFE_PROFILES.
@ConfigMapping(prefix = "sudosafe")
public interface SudosafeConfig {

    /// The folder of profiles; without one the built-in default profile is in force.
    Optional<Path> profiles();

    /// How long after a change of profile its pods are still given the old docker sidecar, as other processes may not
    /// have the change yet: the kubelet mounts it up to a minute and a half after the ConfigMap has it.
    @WithDefault("90s")
    Duration profilesSpread();

    /// How long we may review pods of our own before we are ready, so that the first ones of others are not slow.
    @WithDefault("3s")
    Duration warmUp();

    Tls tls();

    Cluster cluster();

    DryRun dryRun();

    Audit audit();

    /// The serving certificate. Both or none: without them one is made for development. All files are read
    /// anew when they change.
    interface Tls {

        /// PEM file with the certificate and its chain.
        Optional<Path> certificate();

        /// PEM file with the private key.
        Optional<Path> key();

        /// PEM file with the authority of the API servers' client certificates. With it nobody else may call the doors.
        Optional<Path> clientCa();

        /// Common names of those of the authority's clients who may; all of them if there are none.
        Optional<Set<String>> clientNames();
    }

    /// Whether what runs is judged from time to time. Needs the cluster.
    interface Audit {

        /// One process does it for all that share a namespace.
        @WithDefault("false")
        boolean enabled();

        /// Between two rounds.
        @WithDefault("15m")
        Duration interval();

        /// The Lease by which the processes agree, as NAMESPACE/NAME. It must be there.
        @WithDefault("sudosafe-system/sudosafe-audit")
        String lease();
    }

    /// What administrators may ask on the port of the doors.
    interface DryRun {

        /// Whether to answer them. Needs the cluster, which knows the tokens, or a token of its own.
        @WithDefault("false")
        boolean enabled();

        /// What tokens must be meant for, one of these; without: the API server.
        Optional<Set<String>> audiences();

        /// The one token that may ask, where there is no cluster: `sudosafe ui` makes one.
        Optional<String> token();
    }

    /// What is looked up in the cluster.
    interface Cluster {

        /// Whether to watch claims, volumes, storage classes and CSI drivers, so that claims are judged by what
        /// is behind them, and nodes and runtime classes, so that pods get an isolation that some node can run.
        /// Needs the chart's ClusterRole, and a kubeconfig or a token of a service account. Without it every
        /// claim is a finding of `unresolved-claims`, and every node is taken to run every isolation.
        @WithDefault("false")
        boolean enabled();

        /// Name of the two webhook configurations that lead to us. With it their caBundle is read every minute, so that
        /// readiness and metrics tell whether and for how long the API server trusts what is served.
        Optional<String> webhookConfiguration();

        /// Whether to keep the label `sudosafe.dev/user-namespaces` on nodes current, by which the scheduler finds
        /// those with user namespaces. Needs leave to patch nodes.
        @WithDefault("false")
        boolean labelNodes();
    }
}
