package dev.sudosafe.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.admission.AdmissionService.Door;
import dev.sudosafe.admission.NotAReviewException;
import dev.sudosafe.engine.Decision;
import dev.sudosafe.fixture.PodGenerator;
import dev.sudosafe.pod.PodChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.random.RandomGenerator;

/// From bytes to bytes.
enum CodecProperty implements Property {
    A_NEW_POD_IS_ANSWERED_AS_THE_ENGINE_JUDGES_IT {
        @Override
        public void check(Case it, PodGenerator generator) {
            JsonNode mutated = Review.of("CREATE", it.pod(), NullNode.instance).answer(it.door(), Door.MUTATE);
            assertThat(mutated.path("allowed").booleanValue())
                    .isEqualTo(it.patch().isPresent());
            it.patch().ifPresent(patch -> assertThat(patchOf(mutated)).isEqualTo(patch.toJson()));

            Decision decision = it.validate(it.door(), PodChange.create(it.injected()));
            JsonNode validated =
                    Review.of("CREATE", it.injected(), NullNode.instance).answer(it.door(), Door.VALIDATE);
            assertThat(validated.path("allowed").booleanValue()).isEqualTo(decision instanceof Decision.Admitted);
            assertThat(validated.path("warnings").size())
                    .isEqualTo(Math.min(MOST_WARNINGS, decision.warnings().size()));
            it.tally().addReviews(2);
        }
    },

    A_POD_CAN_ALWAYS_BE_DELETED {
        @Override
        public void check(Case it, PodGenerator generator) {
            Door door = it.random("door").nextBoolean() ? Door.MUTATE : Door.VALIDATE;
            JsonNode answer =
                    Review.of("DELETE", NullNode.instance, it.injected()).answer(it.door(), door);
            assertThat(answer.path("allowed").booleanValue()).isTrue();
            it.tally().addReviews(1);
        }
    },

    A_WORKLOAD_IS_NEVER_REFUSED {
        @Override
        public void check(Case it, PodGenerator generator) {
            RandomGenerator random = it.random("workload");
            ObjectNode deployment = JsonNodeFactory.instance.objectNode();
            deployment.put("apiVersion", "apps/v1").put("kind", "Deployment").putObject("metadata");
            deployment.putObject("spec").set("template", it.pod());
            JsonNode sent = random.nextInt(4) == 0 ? new Breakage(random).broken(deployment) : deployment;
            Review review = Review.of("UPDATE", sent, deployment);
            review.request().putObject("kind").put("group", "apps").put("kind", "Deployment");
            JsonNode answer = review.answer(it.door(), Door.VALIDATE);
            assertWellFormed(answer);
            if (sent.equals(deployment)) {
                assertThat(answer.path("allowed").booleanValue()).isTrue();
                assertThat(answer.has("patch")).isFalse();
            }
            it.tally().addReviews(1);
        }
    },

    ANY_REVIEW_IS_ANSWERED_WITH_ITS_UID {
        @Override
        public void check(Case it, PodGenerator generator) {
            RandomGenerator random = it.random("any review");
            JsonNode broken = new Breakage(random).broken(it.injected());
            String operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
            Review review = Review.of(operation, any(it, broken, random), any(it, broken, random));
            if (random.nextInt(8) == 0) {
                review.request().set("kind", any(it, broken, random));
            }
            if (random.nextInt(8) == 0) {
                review.request().set("userInfo", any(it, broken, random));
            }
            assertWellFormed(review.answer(it.door(), random.nextBoolean() ? Door.MUTATE : Door.VALIDATE));
            it.tally().addReviews(1);
        }
    },

    ANY_BYTES_ARE_ANSWERED_OR_REFUSED {
        @Override
        public void check(Case it, PodGenerator generator) {
            RandomGenerator random = it.random("any bytes");
            byte[] bytes = new Breakage(random)
                    .broken(Review.of("UPDATE", it.injected(), it.pod()).bytes());
            it.tally().addReviews(1);
            try {
                JsonNode answer = Review.answer(it.door(), Door.VALIDATE, bytes);
                assertThat(answer.path("uid").asText()).isNotEmpty();
            } catch (NotAReviewException e) {
                assertThat(e).hasMessageMatching("(?s)[a-z][A-Za-z. ]+: .+");
            }
        }
    };

    /// What the writer sends at most, the last one being "and N more".
    private static final int MOST_WARNINGS = 12;

    private static final List<String> OPERATIONS = List.of("CREATE", "UPDATE", "UPDATE", "DELETE", "CONNECT", "PATCH");

    private static JsonNode any(Case it, JsonNode broken, RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> NullNode.instance;
            case 1 -> it.pod();
            case 2 -> JsonNodeFactory.instance.arrayNode();
            case 3 -> it.injected();
            default -> broken;
        };
    }

    private static void assertWellFormed(JsonNode answer) {
        assertThat(answer.path("uid").asText()).isEqualTo(Review.UID);
        assertThat(answer.path("allowed").isBoolean()).isTrue();
        if (!answer.path("allowed").booleanValue()) {
            assertThat(answer.at("/status/code").intValue()).isIn(400, 403);
            assertThat(answer.at("/status/message").asText()).isNotEmpty();
        }
        answer.path("warnings")
                .forEach(warning ->
                        assertThat(warning.asText().codePoints().count()).isLessThanOrEqualTo(256));
    }

    private static JsonNode patchOf(JsonNode answer) {
        try {
            return answer.has("patch")
                    ? Review.parsed(answer.path("patch").binaryValue())
                    : JsonNodeFactory.instance.arrayNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
