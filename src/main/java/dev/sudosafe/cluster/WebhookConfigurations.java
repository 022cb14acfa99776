package dev.sudosafe.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Which authorities the API server trusts for our doors. Read by name every minute, which needs leave for these two
/// objects only, where a watch would need it for all of their kinds.
final class WebhookConfigurations implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(WebhookConfigurations.class.getName());
    private static final long PERIOD = 60;

    private static final List<ResourceDefinitionContext> KINDS = List.of(
            kind("MutatingWebhookConfiguration", "mutatingwebhookconfigurations"),
            kind("ValidatingWebhookConfiguration", "validatingwebhookconfigurations"));

    private final String name;
    private final KubernetesClient client;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-configurations").factory());
    private volatile CaBundles known = new CaBundles.Unknown("the webhook configurations are not read yet");

    /// @param name of both
    WebhookConfigurations(String name, KubernetesClient client) {
        this.name = name;
        this.client = client;
    }

    void start() {
        var _ = clock.scheduleWithFixedDelay(this::read, 0, PERIOD, TimeUnit.SECONDS);
    }

    CaBundles known() {
        return known;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void read() {
        try {
            known = new CaBundles.Known(
                    KINDS.stream().flatMap(this::bundles).distinct().toList());
        } catch (RuntimeException e) {
            // The clock would not call again after one that gets through.
            known = unknown(e);
        }
    }

    private CaBundles unknown(RuntimeException e) {
        String why = "webhook configurations \"%s\" cannot be read: %s".formatted(name, Failure.why(e));
        if (!known.equals(new CaBundles.Unknown(why))) {
            LOG.log(System.Logger.Level.WARNING, "{0}", why);
        }
        return new CaBundles.Unknown(why);
    }

    private Stream<String> bundles(ResourceDefinitionContext kind) {
        GenericKubernetesResource found =
                client.genericKubernetesResources(kind).withName(name).get();
        return found == null ? Stream.of() : Fields.items(found, "webhooks").map(WebhookConfigurations::bundle);
    }

    private static String bundle(Map<?, ?> webhook) {
        String base64 =
                webhook.get("clientConfig") instanceof Map<?, ?> client && client.get("caBundle") instanceof String text
                        ? text
                        : "";
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
    }

    private static ResourceDefinitionContext kind(String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("admissionregistration.k8s.io")
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(false)
                .build();
    }
}
