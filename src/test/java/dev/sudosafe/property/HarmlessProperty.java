package dev.sudosafe.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.fixture.PodGenerator;
import dev.sudosafe.openapi.PodFiller;
import dev.sudosafe.openapi.Schema;
import dev.sudosafe.pod.PodChange;
import dev.sudosafe.sidecar.DockerSidecar;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Of the fields that no check says it reads.
enum HarmlessProperty implements Property {
    A_FIELD_THAT_NO_CHECK_DOCUMENTS_CHANGES_NO_FINDING {
        @Override
        public void check(Case it, PodGenerator generator) {
            ObjectNode pod = it.injected().deepCopy();
            generator.tamper(pod);
            RandomGenerator random = it.random("harmless");
            Schema.Leaf leaf = HarmlessLeaves.ALL.get(random.nextInt(HarmlessLeaves.ALL.size()));
            ObjectNode with = pod.deepCopy();
            new PodFiller(random, 0).setInOther(with, leaf, DockerSidecar.NAME);
            assertThat(places(it, with)).as("%s", leaf).isEqualTo(places(it, pod));
        }
    };

    private static Set<String> places(Case it, JsonNode pod) {
        return it.findings(it.door(), PodChange.create(pod)).stream()
                .map(finding -> finding.check().id() + " at " + finding.path())
                .collect(Collectors.toSet());
    }
}
