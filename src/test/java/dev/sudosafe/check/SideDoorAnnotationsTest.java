package dev.sudosafe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The policy on pods/status knows the same annotations as the checks.
class SideDoorAnnotationsTest {

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    private static final Path HELPERS = Path.of("helm/sudosafe/templates/_helpers.tpl");

    @Test
    void the_prefixes_are_those_of_the_check() throws IOException {
        assertThat(listed("$prefixes := list")).isEqualTo(RuntimeAnnotations.PREFIXES);
    }

    @Test
    void the_domains_are_those_of_the_check_and_what_other_checks_read() throws IOException {
        List<String> all = new ArrayList<>(RuntimeAnnotations.DOMAINS);
        all.add("sudosafe.dev");
        all.add("seccomp.security.alpha.kubernetes.io");

        assertThat(listed("$domains := list")).isEqualTo(all);
    }

    private static List<String> listed(String start) throws IOException {
        String helpers = Files.readString(HELPERS);
        int from = helpers.indexOf(start);
        String list = helpers.substring(from, helpers.indexOf("}}", from));
        return QUOTED.matcher(list).results().map(result -> result.group(1)).toList();
    }
}
