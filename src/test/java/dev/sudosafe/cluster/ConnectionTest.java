package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    @Test
    void the_end_of_a_watch_is_understood() {
        assertThat(event("{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": 410}"))
                .isInstanceOfSatisfying(
                        Status.class, status -> assertThat(status.getCode()).isEqualTo(410));
    }

    @Test
    void objects_come_without_types() {
        assertThat(event("{\"kind\": \"PersistentVolume\", \"apiVersion\": \"v1\", \"metadata\": {\"name\": \"a\"}}"))
                .isInstanceOf(GenericKubernetesResource.class);
    }

    private static Object event(String object) {
        return Connection.serialization()
                .unmarshal("{\"type\": \"ERROR\", \"object\": %s}".formatted(object), WatchEvent.class)
                .getObject();
    }
}
