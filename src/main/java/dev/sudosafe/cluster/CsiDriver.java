package dev.sudosafe.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/// Of a CSIDriver: that there is one of this name.
record CsiDriver(String name) {

    static CsiDriver read(GenericKubernetesResource driver) {
        return new CsiDriver(driver.getMetadata().getName());
    }
}
