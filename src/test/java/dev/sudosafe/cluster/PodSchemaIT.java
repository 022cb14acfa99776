package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fields.PodLeaves;
import dev.sudosafe.fixture.ExpectedText;
import dev.sudosafe.openapi.OpenApi;
import dev.sudosafe.openapi.PodSchema;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The generators fill a pod as the API server knows it, and the closed world of fields is the API server's, so that a
/// field which comes with a new version is met.
@SharedApiServer
class PodSchemaIT {

    private static JsonNode served;

    @BeforeAll
    static void ask(ApiServer server) {
        served = Cluster.json(
                server.kubectl().run("get", "--raw", "/openapi/v3/api/v1").require());
    }

    @Test
    @SinceKubernetes(value = "1.37", because = "the generators have the fields of 1.37")
    void the_schema_of_the_generators_is_the_api_servers_own() throws IOException {
        new ExpectedText(PodSchema.FILE).equalTo(OpenApi.trimmed(served));
    }

    @Test
    void the_leaves_of_the_minor_are_the_api_servers_own() {
        assertThat(OpenApi.leaves(served)).isEqualTo(PodLeaves.read().of(PodLeaves.minor(KubernetesBinaries.VERSION)));
    }
}
