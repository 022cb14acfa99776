package dev.sudosafe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Profiles;
import dev.sudosafe.fixture.RefusedProfiles;
import dev.sudosafe.profile.ProfileResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The schema refuses what the process would refuse, and accepts what it would accept.
class ProfileSchemaTest {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ProfileSchema.schema());

    private static final String HEAD = """
            apiVersion: sudosafe.dev/v1alpha1
            kind: WorkspaceProfile
            metadata: {name: team}
            """;

    private static final JsonNode EVERY_SETTING = Documents.tree(HEAD + """
            spec:
              namespaceSelector: {matchLabels: {a: b}, matchExpressions: [{key: team, operator: In, values: [a, b]}]}
              podSelector: {matchLabels: {a: b}, matchExpressions: [{key: team, operator: Exists}]}
              isolation:
                - {kind: UserNamespace, runtimeClassName: crun}
                - {kind: Sysbox, runtimeClassName: sysbox-runc}
                - {kind: Kata, runtimeClassName: kata-qemu}
              sudo: Forbidden
              workspaceContainers: [tooling]
              docker:
                engine: Rootless
                image: example.com/x
                storage: {emptyDir: {sizeLimit: 5Gi}}
                resources: {limits: {cpu: 2}}
                registryMirrors: ["https://mirror.example.com:5000"]
                insecureRegistries: ["registry.example.com:5000"]
                tunDevice: example.com/tun
                seccompProfile: a/b.json
                appArmorProfile: engine
              policy:
                action: Warn
                checks: {host-ports: Audit}
                allow:
                  capabilities: [SYS_PTRACE]
                  volumeTypes: [nfs]
                  csiDrivers: [secrets-store.csi.k8s.io]
                  storageClasses: [local-path]
                  resources: ["nvidia.com/*"]
                  sysctls: [net.core.somaxconn]
                  procMounts: [Unmasked]
                  seccompProfiles: [x.json]
                  appArmorProfiles: [team]
                  seLinuxTypes: [spc_t]
                  annotations: ["cdi.k8s.io/*"]
                  serviceAccounts: [builder]
                  tokenAudiences: [sts.amazonaws.com]
                  idsPerPod: 131072
            """);

    private static final List<JsonNode> STRANGERS = Documents.trees(
            String.join("\n---\n", "''", "x", "0", "65536.5", "true", "[]", "{}", "[x]", "[{}]", "{x: y}"));

    private static final Pattern CODE = Pattern.compile("```yaml\n(apiVersion: sudosafe.*?)```", Pattern.DOTALL);

    static List<Path> files() throws IOException {
        try (Stream<Path> profiles = Files.list(Documents.resource("profiles"));
                Stream<Path> ofCommandLine = Files.list(Documents.resource("cli/profiles"))) {
            return Stream.of(profiles, ofCommandLine, Stream.of(Path.of("src/main/cli/rehearsal/profile.yaml")))
                    .flatMap(files -> files)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_is_valid_if_the_process_accepts_it(Path file) {
        assertThat(isValid(Documents.tree(Documents.text(file)))).isEqualTo(!file.endsWith("misspelt.yaml"));
    }

    @Test
    void the_profiles_of_the_documentation_are_valid() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            List<JsonNode> profiles = docs.filter(file -> file.toString().endsWith(".md"))
                    .flatMap(file -> CODE.matcher(Documents.text(file)).results())
                    .map((MatchResult block) -> Documents.tree(block.group(1)))
                    .toList();
            assertThat(profiles).isNotEmpty().allMatch(ProfileSchemaTest::isValid);
        }
    }

    @Test
    void settings_that_the_process_refuses_are_invalid() {
        assertThat(RefusedProfiles.settings())
                .hasSizeGreaterThan(20)
                .noneMatch(setting -> isValid(Documents.tree(HEAD + "spec:\n  " + setting)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ALL", "SYS_MODULE", "CAP_SYS_MODULE", "cap_Sys_module", "\u017fYS_MODULE", "mac_adm\u0131n"})
    void a_capability_that_no_profile_can_allow_is_invalid(String name) {
        assertThat(isValid(Documents.tree(HEAD + "spec: {policy: {allow: {capabilities: [%s]}}}".formatted(name))))
                .isFalse();
    }

    @Test
    void a_name_that_the_process_refuses_is_invalid() {
        assertThat(RefusedProfiles.names()).noneMatch(name -> isValid(Documents.tree(HEAD.replace("team", name))));
    }

    @Test
    void a_rootful_engine_wants_an_empty_pod_selector() {
        String rootful = HEAD + "spec:\n  docker: {engine: RootfulInUserNamespace}\n";
        assertThat(isValid(Documents.tree(rootful))).isFalse();
        assertThat(isValid(Documents.tree(rootful + "  podSelector: {matchLabels: {a: b}}")))
                .isFalse();
        assertThat(isValid(Documents.tree(rootful + "  podSelector: {}"))).isTrue();
    }

    @Test
    void a_profile_with_every_setting_is_valid() {
        assertThat(SCHEMA.validate(EVERY_SETTING)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/spec", "/spec/docker", "/spec/policy", "/spec/policy/allow"})
    void that_profile_has_every_setting(String pointer) {
        JsonNode schema = ProfileSchema.schema().at(pointer.replace("/", "/properties/") + "/properties");
        assertThat(EVERY_SETTING.at(pointer).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(() -> schema.fieldNames());
    }

    /// Every value of a whole profile is left out or replaced by one of another type, and every object gets another
    /// key.
    @Test
    void the_process_comes_to_the_same_verdict_on_every_change_of_one_value() {
        assertThat(changes()).hasSizeGreaterThan(500);
        assertThat(changes().filter(change -> isValid(change.profile()) != isAccepted(change.profile())))
                .isEmpty();
    }

    /// @param value null where it is left out
    private record Change(JsonPointer at, @Nullable JsonNode value) {

        JsonNode profile() {
            JsonNode copy = EVERY_SETTING.deepCopy();
            String name = at.last().getMatchingProperty();
            int index = at.last().getMatchingIndex();
            switch (copy.at(at.head())) {
                case ObjectNode parent -> {
                    parent.remove(name);
                    Optional.ofNullable(value).ifPresent(other -> parent.set(name, other));
                }
                case ArrayNode parent -> {
                    parent.remove(index);
                    Optional.ofNullable(value).ifPresent(other -> parent.insert(index, other));
                }
                default -> throw new IllegalStateException("nothing at " + at);
            }
            return copy;
        }
    }

    private static Stream<Change> changes() {
        return pointers(EVERY_SETTING, JsonPointer.empty()).stream()
                .flatMap(at -> Stream.concat(
                        STRANGERS.stream().map(value -> new Change(at, value)), Stream.of(new Change(at, null))));
    }

    private static List<JsonPointer> pointers(JsonNode node, JsonPointer above) {
        List<JsonPointer> all = new ArrayList<>();
        node.propertyStream().forEach(entry -> {
            JsonPointer at = above.appendProperty(entry.getKey());
            all.add(at);
            all.addAll(pointers(entry.getValue(), at));
        });
        if (node.isObject()) {
            all.add(above.appendProperty("stranger"));
        }
        for (int i = 0; i < (node.isArray() ? node.size() : 0); i++) {
            all.add(above.appendIndex(i));
            all.addAll(pointers(node.path(i), above.appendIndex(i)));
        }
        return all;
    }

    private static boolean isValid(JsonNode profile) {
        return SCHEMA.validate(profile).isEmpty();
    }

    private static boolean isAccepted(JsonNode profile) {
        return Profiles.READER.read("", profile.toString()) instanceof ProfileResult.Accepted;
    }
}
