package dev.sudosafe.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.fixture.Documents;
import dev.sudosafe.fixture.Fixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodShapeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | pod: expected an object, found a list",
                "hello | pod: expected an object, found a string",
                "{metadata: []} | metadata: expected an object, found a list",
                "{metadata: {name: 5}} | metadata.name: expected a string, found a number",
                "{metadata: {labels: {a: true}}} | metadata.labels[a]: expected a string, found a boolean",
                "{metadata: {labels: x}} | metadata.labels: expected an object, found a string",
                "{metadata: {annotations: {a: {}}}} | metadata.annotations[a]: expected a string, found an object",
                "{spec: 5} | spec: expected an object, found a number",
                "{spec: {hostUsers: 'false'}} | spec.hostUsers: expected a boolean, found a string",
                "{spec: {hostNetwork: 1}} | spec.hostNetwork: expected a boolean, found a number",
                "{spec: {hostPID: {}}} | spec.hostPID: expected a boolean, found an object",
                "{spec: {hostIPC: []}} | spec.hostIPC: expected a boolean, found a list",
                "{spec: {runtimeClassName: 5}} | spec.runtimeClassName: expected a string, found a number",
                "{spec: {containers: {}}} | spec.containers: expected a list, found an object",
                "{spec: {containers: [~]}} | spec.containers[0]: expected an object, found a null",
                "{spec: {initContainers: [x]}} | spec.initContainers[0]: expected an object, found a string",
                "{spec: {ephemeralContainers: [{name: 5}]}} | spec.ephemeralContainers[0].name: expected a string, found a number",
                "{spec: {containers: [{securityContext: []}]}} | spec.containers[0].securityContext: expected an object, found a list",
                "{spec: {containers: [{securityContext: {privileged: 'true'}}]}} | spec.containers[0].securityContext.privileged: expected a boolean, found a string",
                "{spec: {containers: [{securityContext: {capabilities: {add: ALL}}}]}} | spec.containers[0].securityContext.capabilities.add: expected a list, found a string",
                "{spec: {containers: [{securityContext: {capabilities: {add: [5]}}}]}} | spec.containers[0].securityContext.capabilities.add[0]: expected a string, found a number",
                "{spec: {containers: [{securityContext: {seccompProfile: Unconfined}}]}} | spec.containers[0].securityContext.seccompProfile: expected an object, found a string",
                "{spec: {containers: [{ports: {}}]}} | spec.containers[0].ports: expected a list, found an object",
                "{spec: {containers: [{ports: [{hostPort: '80'}]}]}} | spec.containers[0].ports[0].hostPort: expected a number, found a string",
                "{spec: {containers: [{env: [x]}]}} | spec.containers[0].env[0]: expected an object, found a string",
                "{spec: {containers: [{args: [1]}]}} | spec.containers[0].args[0]: expected a string, found a number",
                "{spec: {containers: [{volumeMounts: {}}]}} | spec.containers[0].volumeMounts: expected a list, found an object",
                "{spec: {containers: [{volumeMounts: [{readOnly: 'x'}]}]}} | spec.containers[0].volumeMounts[0].readOnly: expected a boolean, found a string",
                "{spec: {volumes: {}}} | spec.volumes: expected a list, found an object",
                "{spec: {volumes: [5]}} | spec.volumes[0]: expected an object, found a number",
                "{spec: {volumes: [{projected: {sources: {}}}]}} | spec.volumes[0].projected.sources: expected a list, found an object",
                "{spec: {securityContext: x}} | spec.securityContext: expected an object, found a string",
                "{spec: {securityContext: {supplementalGroups: ['1000']}}} | spec.securityContext.supplementalGroups[0]: expected a number, found a string"
            })
    void a_wrong_type_is_told_with_its_path(String pod, String problem) {
        assertThat(misfits(Documents.tree(pod))).containsExactly(problem);
    }

    @Test
    void every_wrong_type_is_told_in_the_order_of_the_messages() {
        assertThat(misfits(Documents.tree("{spec: {hostPID: 1, containers: 2}, metadata: 3}")))
                .containsExactly(
                        "metadata: expected an object, found a number",
                        "spec.containers: expected a list, found a number",
                        "spec.hostPID: expected a boolean, found a number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{metadata: null, spec: null}",
                "{spec: {hostUsers: null, containers: null}}",
                "{spec: {containers: [{securityContext: null}]}}",
                "{metadata: {labels: {a: null}}}",
                "{spec: {future: [1, {a: b}]}}"
            })
    void nulls_and_unknown_fields_are_well_formed(String pod) {
        assertThat(misfits(Documents.tree(pod))).isEmpty();
    }

    @Test
    void every_fixture_is_well_formed() {
        assertThat(Fixture.all())
                .allSatisfy(fixture ->
                        assertThat(misfits(fixture.change().after().json())).isEmpty());
    }

    private static List<String> misfits(JsonNode pod) {
        return PodShape.misfits(pod).stream().map(PodShape.Misfit::toString).toList();
    }
}
