package dev.sudosafe.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Isolation;
import dev.sudosafe.sidecar.Sidecars;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsolationPresentTest {

    private static final IsolationPresent CHECK =
            new IsolationPresent(List.of(new Isolation.UserNamespace(null), new Isolation.Kata("kata")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UserNamespace | {}                | true",
                "UserNamespace | {hostUsers: true} | false",
                "Kata          | {}                | false",
                "''            | {}                | false"
            })
    void only_where_the_field_was_injected_and_is_gone_the_api_server_has_dropped_it(
            String mark, String spec, boolean dropped) {
        PodView pod = new PodView(Documents.tree(
                "{metadata: {annotations: {sudosafe.dev/isolation: '%s'}}, spec: %s}".formatted(mark, spec)));
        Known nothing = new Known(ClusterFacts.NONE, SidecarGrant.of(new Sidecars(Stream.empty()), pod));

        List<Finding> found = new ArrayList<>();
        CHECK.inspect(pod, nothing, found::add);

        assertThat(found)
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy().contains("UserNamespacesSupport"))
                        .isEqualTo(dropped));
    }
}
