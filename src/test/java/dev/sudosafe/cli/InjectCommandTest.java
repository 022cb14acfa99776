package dev.sudosafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.manifest.Manifest;
import dev.sudosafe.manifest.ManifestReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InjectCommandTest {

    @Test
    void a_workspace_pod_is_printed_with_what_is_injected() throws Exception {
        Ran ran = inject(Pods.workspace(Pods.SAFE));
        assertThat(ran.code()).isZero();
        assertThat(documents(ran))
                .singleElement()
                .satisfies(pod -> assertThat(
                                pod.json().at("/spec/initContainers/0/name").asText())
                        .isEqualTo("sudosafe-docker"));
    }

    @Test
    void what_the_file_says_stays_as_it_is() throws Exception {
        String pod = Pods.workspace("{containers: [{name: web, image: x, command: ['1e3', 'y', '0o7', '1:20', '']}]}");
        assertThat(documents(inject(pod)).getFirst().json().at("/spec/containers/0/command"))
                .isEqualTo(ManifestReader.read(pod).getFirst().json().at("/spec/containers/0/command"));
    }

    @Test
    void many_documents_come_out_as_many() throws Exception {
        assertThat(documents(inject(Pods.documents(Pods.workspace(Pods.SAFE), Pods.workspace(Pods.SAFE)))))
                .hasSize(2);
    }

    @Test
    void a_pod_that_no_profile_selects_is_printed_as_it_is() throws Exception {
        String pod = Pods.pod("{name: web}", Pods.PRIVILEGED);
        Ran ran = inject(pod);
        assertThat(documents(ran).getFirst().json())
                .isEqualTo(ManifestReader.read(pod).getFirst().json());
        assertThat(ran.err()).isEqualTo("sudosafe: -:1:1: unchanged, as no profile selects it\n");
    }

    @Test
    void another_kind_is_printed_as_it_is() {
        Ran ran = inject(Pods.namespace("dev", "{team: blue}"));
        assertThat(ran.out())
                .isEqualTo("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: dev\n  labels:\n    team: blue\n");
    }

    @Test
    void a_workload_is_exit_2() {
        Ran ran = inject("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\n");
        assertThat(ran)
                .isEqualTo(new Ran(
                        2,
                        "",
                        "sudosafe: -:1:1: the webhook mutates pods, never a Deployment: give a pod, or run sudosafe"
                                + " check on the Deployment\n"));
    }

    @Test
    void a_pod_that_another_profile_has_injected_into_is_exit_1() {
        String metadata =
                "{name: web, labels: {sudosafe.dev/workspace: 'true'}, annotations: {sudosafe.dev/profile: x}}";
        Ran ran = inject(Pods.pod(metadata, Pods.SAFE));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("sudosafe: -:3:");
    }

    @Test
    void a_pod_that_two_profiles_select_is_exit_1() {
        Ran ran = Ran.withInput(
                Pods.workspace(Pods.SAFE),
                "inject",
                "-f",
                "-",
                "--profile",
                Ran.profile("warn"),
                "--profile",
                Ran.profile("by-name"));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("(profiles \"by-name\" and \"warn\" select the pod at ");
    }

    @Test
    void a_malformed_document_is_exit_2_and_the_others_are_printed() throws Exception {
        Ran ran = inject(Pods.documents("a: [1\n", Pods.workspace(Pods.SAFE)));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(documents(ran)).hasSize(1);
    }

    @Test
    void a_warning_goes_to_the_error_stream() {
        Ran ran = inject(
                Pods.workspace("{runtimeClassName: kata-qemu, containers: [{name: web, image: 'ubuntu:24.04'}]}"),
                "--profile",
                Ran.profile("kata"));
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("warning: no docker sidecar");
    }

    private static List<Manifest> documents(Ran ran) throws Exception {
        return ManifestReader.read(ran.out());
    }

    private static Ran inject(String input, String... options) {
        return Ran.withInput(
                input,
                Stream.concat(Stream.of("inject", "-f", "-"), Stream.of(options))
                        .toArray(String[]::new));
    }
}
