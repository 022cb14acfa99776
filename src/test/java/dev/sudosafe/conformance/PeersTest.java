package dev.sudosafe.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.check.Checks;
import dev.sudosafe.conformance.Peers.Row;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The comparison with other policies.
class PeersTest {

    private static final Peers PEERS = Peers.read();

    @Test
    void every_check_has_a_place_and_no_other_is_named() {
        assertThat(named(Row::checks)).isEqualTo(Checks.ids());
    }

    @Test
    void every_policy_of_kyverno_has_a_place_and_no_other_is_named() {
        assertThat(named(Row::kyverno)).isEqualTo(PEERS.kyverno().names());
    }

    @Test
    void every_policy_of_gatekeeper_has_a_place_and_no_other_is_named() {
        assertThat(named(Row::gatekeeper)).isEqualTo(PEERS.gatekeeper().names());
    }

    @Test
    void what_only_others_refuse_has_a_reason() {
        assertThat(PEERS.fields())
                .filteredOn(Row::isTheirsAlone)
                .noneMatch(row -> row.why().isEmpty());
    }

    @Test
    void every_field_is_refused_by_someone() {
        assertThat(PEERS.fields()).noneMatch(row -> row.isTheirsAlone() && row.isOursAlone());
    }

    private static Set<String> named(Function<Row, List<String>> column) {
        return PEERS.fields().stream()
                .flatMap(row -> column.apply(row).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
