package dev.sudosafe.conformance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sudosafe.fixture.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.regex.Pattern;

/// Where the built-in profile knowingly differs from Pod Security, each with the reason.
///
/// @param fixtures by file, what becomes of it instead
/// @param older by file, why it differs in earlier versions only
/// @param restricted by what the fixtures of `restricted` try, why some of them are admitted
/// @param relaxations violations that an API server finds and we admit
record Differences(
        SortedMap<String, Difference> fixtures,
        SortedMap<String, String> older,
        SortedMap<String, String> restricted,
        List<Relaxation> relaxations) {

    static final Path FILE = Path.of("src/test/conformance/differences.yaml");

    /// @param checks that refuse the fixture; none if it is admitted
    record Difference(SortedSet<String> checks, String why) {}

    /// @param violation a pattern of what the API server says after the control, in parentheses
    record Relaxation(Control control, Pattern violation, String why) {

        boolean covers(Violation found) {
            return found.control() == control
                    && violation.matcher(found.detail()).matches();
        }
    }

    static Differences read() {
        return new JsonMapper().convertValue(Documents.tree(Documents.text(FILE)), Differences.class);
    }
}
