package dev.sudosafe.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.fixture.PodGenerator;
import dev.sudosafe.pod.PodChange;
import java.util.random.RandomGenerator;

/// The same pod in other words gets the same answer.
enum MetamorphicProperty implements Property {
    THE_ORDER_OF_LISTS_CHANGES_NO_FINDING {
        @Override
        ObjectNode disguised(ObjectNode pod, RandomGenerator random) {
            return new Disguise(random).withOtherListOrder(pod);
        }
    },

    THE_ORDER_OF_KEYS_CHANGES_NO_FINDING {
        @Override
        JsonNode disguised(ObjectNode pod, RandomGenerator random) {
            return new Disguise(random).withOtherKeyOrder(pod);
        }
    };

    abstract JsonNode disguised(ObjectNode pod, RandomGenerator random);

    @Override
    public void check(Case it, PodGenerator generator) {
        ObjectNode pod = it.injected().deepCopy();
        generator.tamper(pod);
        JsonNode other = disguised(pod, it.random(name() + " disguised"));
        assertThat(it.identities(PodChange.create(other))).isEqualTo(it.identities(PodChange.create(pod)));
    }
}
