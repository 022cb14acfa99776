package dev.sudosafe.cluster;

import dev.sudosafe.fixture.ExpectedText;
import dev.sudosafe.openapi.OpenApi;
import dev.sudosafe.openapi.PodSchema;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The generators fill a pod as the API server knows it, so that a field which comes with a new version is met.
@SharedApiServer
class PodSchemaIT {

    @Test
    @SinceKubernetes(value = "1.36", because = "the generators have the fields of 1.36")
    void the_schema_of_the_generators_is_the_api_servers_own(ApiServer server) throws IOException {
        String served =
                server.kubectl().run("get", "--raw", "/openapi/v3/api/v1").require();

        new ExpectedText(PodSchema.FILE).equalTo(OpenApi.trimmed(Cluster.json(served)));
    }
}
