package dev.sudosafe.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.facts.Nodes;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.NodeFacts;
import dev.sudosafe.fixture.Profiles;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsReportTest {

    private static final Nodes NODES = new NodeFacts()
            .node("worker-1 {handlers: {'': true, sysbox-runc: true}, resources: [sudosafe.dev/tun]}")
            .node("worker-2 {handlers: {'': true}, cordoned: true}")
            .node("old {kubelet: v1.29.3}")
            .runtimeClass("sysbox-runc {nodeSelector: {sysbox-runtime: running, a: b}}")
            .known();

    @Test
    void the_text_has_a_row_for_each_node_and_the_reasons_below() {
        assertThat(report(Profiles.with("isolation: [{kind: UserNamespace}, {kind: Kata, runtimeClassName: kata}]"))
                        .text())
                .isEqualTo("""
                        NODE       KUBELET   KERNEL   default: UserNamespace   default: UserNamespace + docker   default: Kata kata
                        old        v1.29.3   6.12.0   no [1]                   no [1]                            no [2]
                        worker-1   v1.36.3   6.12.0   yes                      yes                               no [2]
                        worker-2   v1.36.3   6.12.0   no [3]                   no [3]                            no [2]

                        [1] no runtime handlers reported (kubelet v1.29.3)
                        [2] there is no RuntimeClass "kata"
                        [3] cordoned

                        RUNTIME CLASS   HANDLER       NODE SELECTOR
                        sysbox-runc     sysbox-runc   a=b,sysbox-runtime=running
                        """);
    }

    @Test
    void the_json_says_the_same() {
        JsonNode first = Documents.tree(report(WorkspaceProfile.builtIn()).json())
                .path("nodes")
                .path(0);

        assertThat(first.path("name").asText()).isEqualTo("old");
        assertThat(first.path("isolations").path(1)).isEqualTo(Documents.tree("""
                {profile: default, isolation: UserNamespace, runtimeClassName: null, docker: true, runs: false,
                 why: no runtime handlers reported (kubelet v1.29.3)}"""));
    }

    @Test
    void where_nothing_is_known_it_says_why() {
        FactsReport report =
                new FactsReport(new Nodes.Unknown("nodes are not read yet"), List.of(WorkspaceProfile.builtIn()));

        assertThat(report.text()).isEqualTo("nothing is known of the nodes: nodes are not read yet\n");
        assertThat(Documents.tree(report.json())).isEqualTo(Documents.tree("unknown: nodes are not read yet"));
    }

    private static FactsReport report(WorkspaceProfile profile) {
        return new FactsReport(NODES, List.of(profile));
    }
}
