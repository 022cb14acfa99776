package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/// How we reach the API server.
final class Connection {

    private Connection() {}

    /// Sends nothing yet.
    static KubernetesClient open(Config config) {
        return new KubernetesClientBuilder()
                // Informers try again themselves, and meanwhile say why they must.
                .withConfig(new ConfigBuilder(config)
                        .withRequestRetryBackoffLimit(0)
                        .withUserAgent("sudosafe")
                        .build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withKubernetesSerialization(serialization())
                .build();
    }

    /// One that loads none of the client's thousand classes for kinds but the one that a watch ends with, in an event
    /// of type ERROR: not told that its version is gone (410), it would go on as if nothing had happened.
    static KubernetesSerialization serialization() {
        KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), false);
        serialization.registerKubernetesResource(Status.class);
        return serialization;
    }
}
