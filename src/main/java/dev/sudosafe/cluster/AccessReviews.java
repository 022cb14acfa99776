package dev.sudosafe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.Set;

/// Asks the API server who a bearer token is of, and what its owner may: TokenReview, then SubjectAccessReview. Needs
/// leave to create both, as `system:auth-delegator` gives it.
final class AccessReviews {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKENS = "/apis/authentication.k8s.io/v1/tokenreviews";
    private static final String ACCESS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";

    private final KubernetesClient client;

    AccessReviews(KubernetesClient client) {
        this.client = client;
    }

    /// Waits for the API server's two answers.
    ///
    /// @param audiences what the token must be meant for, one of them; the API server itself if there are none
    Access review(String token, Set<String> audiences, AccessTo what) {
        try {
            JsonNode status = post(TOKENS, tokenReview(token, audiences));
            return isAuthentic(status, audiences) ? access(status.path("user"), what) : new Access.Unauthenticated();
        } catch (KubernetesClientException | IOException e) {
            return new Access.Unknown(Failure.why(e));
        }
    }

    /// An authenticator that knows no audiences answers none: then the token is meant for the API server.
    private static boolean isAuthentic(JsonNode status, Set<String> audiences) {
        return status.path("authenticated").asBoolean()
                && (audiences.isEmpty()
                        || status.path("audiences")
                                .valueStream()
                                .map(JsonNode::asText)
                                .anyMatch(audiences::contains));
    }

    private Access access(JsonNode user, AccessTo what) throws IOException {
        JsonNode status = post(ACCESS, accessReview(user, what));
        String name = user.path("username").asText();
        return status.path("allowed").asBoolean() && !status.path("denied").asBoolean()
                ? new Access.Allowed(name)
                : new Access.Forbidden(name);
    }

    private static ObjectNode tokenReview(String token, Set<String> audiences) {
        ObjectNode review = review("authentication.k8s.io/v1", "TokenReview");
        ObjectNode spec = review.putObject("spec").put("token", token);
        if (!audiences.isEmpty()) {
            audiences.forEach(spec.putArray("audiences")::add);
        }
        return review;
    }

    private static ObjectNode accessReview(JsonNode user, AccessTo what) {
        ObjectNode review = review("authorization.k8s.io/v1", "SubjectAccessReview");
        ObjectNode spec = review.putObject("spec");
        spec.set("user", user.path("username"));
        spec.set("uid", user.path("uid"));
        spec.set("groups", user.path("groups"));
        spec.set("extra", user.path("extra"));
        spec.putObject("resourceAttributes")
                .put("group", AccessTo.GROUP)
                .put("resource", what.resource())
                .put("subresource", what.subresource())
                .put("verb", what.verb());
        return review;
    }

    private static ObjectNode review(String apiVersion, String kind) {
        return JSON.createObjectNode().put("apiVersion", apiVersion).put("kind", kind);
    }

    private JsonNode post(String path, ObjectNode review) throws IOException {
        return JSON.readTree(client.raw(path, "POST", review)).path("status");
    }
}
