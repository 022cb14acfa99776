package dev.sudosafe.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Profiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileReaderTest {

    private static final String HEAD = """
            apiVersion: sudosafe.dev/v1alpha1
            kind: WorkspaceProfile
            metadata: {name: team}
            """;

    @Test
    void a_profile_without_settings_is_the_built_in_one() {
        assertThat(Profiles.parse(HEAD.replace("team", "default"))).isEqualTo(WorkspaceProfile.builtIn());
    }

    @Test
    void a_profile_of_empty_settings_is_the_built_in_one() {
        String settings = """
                spec:
                  namespaceSelector: {}
                  podSelector:
                  docker: {storage: {}}
                  policy: {checks: {}, allow: {}}
                """;
        assertThat(Profiles.parse(HEAD.replace("team", "default") + settings)).isEqualTo(WorkspaceProfile.builtIn());
    }

    @Test
    void the_defaults_are_safe_ones() {
        WorkspaceProfile.Spec spec = WorkspaceProfile.builtIn().spec();
        assertThat(spec.podSelector().matchLabels()).isEqualTo(Map.of("sudosafe.dev/workspace", "true"));
        assertThat(spec.isolation()).containsExactly(new Isolation.UserNamespace(null));
        assertThat(spec.docker().engine()).isEqualTo(Docker.Engine.Rootless);
        assertThat(spec.policy().action()).isEqualTo(Action.Deny);
        assertThat(spec.policy().allow().capabilities()).isEmpty();
    }

    @Test
    void json_is_read_as_well() {
        String json = """
                {"apiVersion": "sudosafe.dev/v1alpha1", "kind": "WorkspaceProfile",
                \t"metadata": {"name": "team"}, "spec": {"sudo": "Forbidden"}}
                """;
        assertThat(Profiles.parse(json).spec().sudo()).isEqualTo(WorkspaceProfile.Sudo.Forbidden);
    }

    @Test
    void every_setting_is_read() {
        WorkspaceProfile.Spec spec = Profiles.parse(HEAD + """
                spec:
                  namespaceSelector: {matchExpressions: [{key: team, operator: In, values: [a, b]}]}
                  podSelector: {}
                  isolation:
                    - {kind: UserNamespace, runtimeClassName: crun}
                    - {runtimeClassName: sysbox-runc, kind: Sysbox}
                    - {kind: Kata, runtimeClassName: kata-qemu}
                  sudo: Forbidden
                  workspaceContainers: [tooling]
                  docker:
                    engine: RootfulInUserNamespace
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
                      seccompProfiles: [x.json]
                      appArmorProfiles: [team]
                """).spec();
        assertThat(spec.podSelector().isEmpty()).isTrue();
        assertThat(spec.isolation())
                .containsExactly(
                        new Isolation.UserNamespace("crun"),
                        new Isolation.Sysbox("sysbox-runc"),
                        new Isolation.Kata("kata-qemu"));
        assertThat(spec.workspaceContainers()).containsExactly("tooling");
        assertThat(spec.docker().storage().source()).hasToString("{\"emptyDir\":{\"sizeLimit\":\"5Gi\"}}");
        assertThat(spec.docker().tunDevice()).isEqualTo("example.com/tun");
        assertThat(spec.docker().appArmorProfile()).isEqualTo("engine");
        assertThat(spec.policy().actionFor("host-ports", Action.Deny)).isEqualTo(Action.Audit);
        assertThat(spec.policy().actionFor("isolation", Action.Deny)).isEqualTo(Action.Warn);
        assertThat(spec.policy().allow().volumeTypes()).containsExactly("nfs");
    }

    /// Each line: settings below `spec:`, and the problem, at its position after three lines of head and `spec:`.
    @ParameterizedTest
    @CsvFileSource(resources = "/refused-profiles/settings.csv", delimiter = '|', quoteCharacter = '`')
    void a_value_that_does_not_fit_is_told_with_its_place(String setting, String problem) {
        assertThat(problems(HEAD + "spec:\n  " + setting)).containsExactly("team.yaml:" + problem);
    }

    @Test
    void every_value_that_does_not_fit_is_told_in_the_order_of_the_file() {
        assertThat(problems(HEAD.replace("team", "Team") + """
                spec:
                  isolation:
                    - {kind: Gvisor}
                    - {kind: Kata, runtimeClassName: 5}
                    - {kind: UserNamespace, y: 1}
                  sudo: Alowed
                  policy:
                    checks: {host-ports: Wran, nope: Warn}
                    allow: {capabilities: [1, SYS_PTRACE, yes], volumeTypes: [hostPath]}
                """).stream()
                        .map(problem -> problem.replaceFirst("team.yaml:([0-9:]+: [^:]+):.*", "$1")))
                .containsExactly(
                        "3:1: metadata",
                        "6:7: spec.isolation[0]",
                        "7:20: spec.isolation[1].runtimeClassName",
                        "8:29: spec.isolation[2].y",
                        "9:3: spec.sudo",
                        "11:14: spec.policy.checks.host-ports",
                        "11:32: spec.policy.checks.nope",
                        "12:28: spec.policy.allow.capabilities[0]",
                        "12:43: spec.policy.allow.capabilities[2]");
    }

    @Test
    void a_hundred_problems_are_enough() {
        assertThat(problems(HEAD + "spec: {workspaceContainers: [" + "1, ".repeat(1000) + "]}"))
                .hasSize(100);
    }

    @Test
    void a_rootful_engine_wants_an_empty_pod_selector() {
        assertThat(problems(HEAD + "spec:\n  docker: {engine: RootfulInUserNamespace}"))
                .singleElement()
                .asString()
                .startsWith("team.yaml:4:1: spec: docker.engine RootfulInUserNamespace with a podSelector: ")
                .endsWith("write podSelector: {} or use Rootless");
    }

    @Test
    void every_unknown_key_is_told_in_the_order_of_the_file() {
        assertThat(problems(HEAD + """
                spec:
                  sudos: Allowed
                  docker:
                    size: 5
                  policy: {alow: {a: {b: 1}}}
                status: {}
                """))
                .containsExactly(
                        "team.yaml:5:3: spec.sudos: unknown key: use one of docker, isolation, namespaceSelector,"
                                + " podSelector, policy, sudo, workspaceContainers",
                        "team.yaml:7:5: spec.docker.size: unknown key: use one of appArmorProfile, engine, image,"
                                + " insecureRegistries, registryMirrors, resources, seccompProfile, storage, tunDevice",
                        "team.yaml:8:12: spec.policy.alow: unknown key: use one of action, allow, checks",
                        "team.yaml:9:1: status: unknown key: use one of apiVersion, kind, metadata, spec");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{kind: UserNamespace, runtimeClas: x}] | 5:37: spec.isolation[0].runtimeClas",
                "[{runtimeClas: x, kind: UserNamespace}] | 5:16: spec.isolation[0].runtimeClas",
                "[{kind: UserNamespace}, {kind: Kata, runtimeClassName: k, x: {y: 1}}] | 5:72: spec.isolation[1].x"
            })
    void an_unknown_key_of_an_isolation_is_told_with_its_place(String isolation, String place) {
        assertThat(problems(HEAD + "spec:\n  isolation: " + isolation))
                .containsExactly("team.yaml:" + place + ": unknown key: use one of runtimeClassName");
    }

    @Test
    void an_unknown_key_with_a_structure_is_told_with_its_place() {
        assertThat(problems(HEAD + "spec: {policy: {alow: [{a: 1}]}}"))
                .containsExactly("team.yaml:4:17: spec.policy.alow: unknown key: use one of action, allow, checks");
    }

    @Test
    void an_unknown_check_is_told_beside_an_unknown_key() {
        assertThat(problems(HEAD + "spec:\n  x: 1\n  policy: {checks: {y: Warn, z: Warn}}"))
                .hasSize(3)
                .element(2)
                .asString()
                .startsWith("team.yaml:6:30: spec.policy.checks.z: unknown check");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/refused-profiles/names.csv", delimiter = '|', quoteCharacter = '`')
    void a_name_that_is_no_dns_label_is_told(String name, String problem) {
        assertThat(problems(HEAD.replace("team", name))).containsExactly(problem);
    }

    @Test
    void a_name_of_64_letters_is_too_long() {
        assertThat(problems(HEAD.replace("team", "a".repeat(63)))).isEmpty();
        assertThat(problems(HEAD.replace("team", "a".repeat(64)))).hasSize(1);
    }

    @Test
    void another_version_is_told() {
        assertThat(problems(HEAD.replace("v1alpha1", "v2")))
                .containsExactly("team.yaml:1:1: apiVersion \"sudosafe.dev/v2\": write sudosafe.dev/v1alpha1");
    }

    @Test
    void another_kind_is_told() {
        assertThat(problems(HEAD.replace("WorkspaceProfile", "Pod")))
                .containsExactly("team.yaml:1:1: kind \"Pod\": write WorkspaceProfile");
    }

    @Test
    void missing_metadata_are_told() {
        assertThat(problems("apiVersion: sudosafe.dev/v1alpha1\nkind: WorkspaceProfile\n"))
                .containsExactly("team.yaml:1:1: metadata is missing: write metadata: {name: ...}");
    }

    @Test
    void an_empty_file_is_told() {
        assertThat(problems("# nothing\n"))
                .containsExactly("team.yaml:1:1: holds 0 documents: write one profile a file");
    }

    @Test
    void two_profiles_in_a_file_are_told() {
        assertThat(problems(HEAD + "---\n" + HEAD))
                .containsExactly("team.yaml:1:1: holds 2 documents: write one profile a file");
    }

    @Test
    void a_duplicate_key_is_told_where_it_stands_again() {
        assertThat(problems(HEAD + "kind: WorkspaceProfile\n"))
                .containsExactly("team.yaml:4:1: duplicate key \"kind\"");
    }

    @Test
    void a_text_that_is_no_yaml_is_told_with_its_place() {
        assertThat(problems(HEAD + "spec: [\n")).singleElement().asString().startsWith("team.yaml:5:1: ");
    }

    @Test
    void a_text_that_is_no_object_is_told() {
        assertThat(problems("hello")).containsExactly("team.yaml:1:1: expected an object");
    }

    private static List<String> problems(String text) {
        return switch (Profiles.READER.read("team.yaml", text)) {
            case ProfileResult.Accepted accepted -> List.of();
            case ProfileResult.Refused(List<ProfileProblem> problems) ->
                problems.stream().map(ProfileProblem::toString).toList();
        };
    }
}
