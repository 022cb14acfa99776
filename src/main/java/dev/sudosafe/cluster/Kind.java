package dev.sudosafe.cluster;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/// What is watched. Each stands in the chart's ClusterRole too.
enum Kind {
    CLAIMS("", "PersistentVolumeClaim", "persistentvolumeclaims", true),
    VOLUMES("", "PersistentVolume", "persistentvolumes", false),
    STORAGE_CLASSES("storage.k8s.io", "StorageClass", "storageclasses", false),
    CSI_DRIVERS("storage.k8s.io", "CSIDriver", "csidrivers", false),
    NODES("", "Node", "nodes", false),
    RUNTIME_CLASSES("node.k8s.io", "RuntimeClass", "runtimeclasses", false);

    private final String group;
    private final String kind;
    private final String plural;
    private final boolean namespaced;

    Kind(String group, String kind, String plural, boolean namespaced) {
        this.group = group;
        this.kind = kind;
        this.plural = plural;
        this.namespaced = namespaced;
    }

    String plural() {
        return plural;
    }

    ResourceDefinitionContext definition() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }
}
