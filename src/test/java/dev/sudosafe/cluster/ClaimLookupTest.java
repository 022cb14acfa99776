package dev.sudosafe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.facts.ClaimVolume;
import dev.sudosafe.facts.ClaimVolume.Backed;
import dev.sudosafe.facts.ClaimVolume.Unbound;
import dev.sudosafe.facts.ClaimVolume.Unknown;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is said of a claim, from objects as the API server has them.
class ClaimLookupTest {

    private final Listed<Claim> claims = new Listed<>(Claim::read);
    private final Listed<Volume> volumes = new Listed<>(Volume::read);
    private final Listed<StorageClass> classes = new Listed<>(StorageClass::read);
    private final Listed<CsiDriver> drivers = new Listed<>(CsiDriver::read);
    private final ClaimLookup lookup = new ClaimLookup(claims, volumes, classes, drivers);

    @Test
    void a_bound_claim_has_the_type_of_its_volume() {
        claim("{volumeName: v, storageClassName: fast}");
        volume(
                "v",
                "{nfs: {}, storageClassName: fast, accessModes: [], capacity: {}, volumeMode: Filesystem}",
                "Bound");

        assertThat(find()).isEqualTo(new Backed("nfs", "fast"));
    }

    @Test
    void a_source_that_no_client_knows_has_its_name() {
        claim("{volumeName: v}");
        volume("v", "{hologram: {}, storageClassName: fast}", "Bound");

        assertThat(find()).isEqualTo(new Backed("hologram", "fast"));
    }

    @Test
    void a_source_on_the_node_is_told_whatever_stands_beside_it() {
        claim("{volumeName: v}");
        volume("v", "{aSettingOfTheFuture: {}, local: {path: /mnt}}", "Bound");

        assertThat(find()).isEqualTo(new Backed("local", ""));
    }

    @Test
    void a_claim_that_names_a_volume_which_is_not_there_is_unknown() {
        claim("{volumeName: v}");

        assertThat(find()).isEqualTo(new Unknown("its volume is not known yet"));
    }

    @Test
    void a_claim_that_is_not_there_is_unknown() {
        assertThat(find()).isEqualTo(new Unknown("no such claim yet"));
    }

    @Test
    void a_claim_of_another_namespace_is_not_there() {
        claim("{volumeName: v}");
        volume("v", "{nfs: {}}", "Bound");

        assertThat(lookup.find("other", "data")).isEqualTo(new Unknown("no such claim yet"));
    }

    @Test
    void a_claim_whose_class_has_a_csi_driver_will_be_csi() {
        claim("{storageClassName: fast}");
        storageClass("fast", "csi.example.com", "");
        driver("csi.example.com");

        assertThat(find()).isEqualTo(new Backed("csi", "fast"));
    }

    @Test
    void a_claim_whose_class_has_another_provisioner_is_unbound() {
        claim("{storageClassName: slow}");
        storageClass("slow", "kubernetes.io/no-provisioner", "");
        driver("csi.example.com");

        assertThat(find()).isEqualTo(new Unbound("slow"));
    }

    @Test
    void a_claim_of_a_class_that_is_not_there_is_unbound() {
        claim("{storageClassName: gone}");

        assertThat(find()).isEqualTo(new Unbound("gone"));
    }

    @Test
    void a_free_volume_of_the_node_in_its_class_counts_before_the_driver() {
        claim("{storageClassName: fast}");
        storageClass("fast", "csi.example.com", "");
        driver("csi.example.com");
        volume("v", "{hostPath: {path: /}, storageClassName: fast}", "Available");

        assertThat(find()).isEqualTo(new Backed("hostPath", "fast"));
    }

    @Test
    void a_volume_of_the_node_that_is_not_yet_called_available_counts_too() {
        claim("{storageClassName: ''}");
        volume("v", "{local: {path: /mnt}}", "Pending");

        assertThat(find()).isEqualTo(new Backed("local", ""));
    }

    @Test
    void volumes_of_the_node_that_it_cannot_get_do_not_count() {
        claim("{storageClassName: fast}");
        volume("other-class", "{hostPath: {path: /}, storageClassName: slow}", "Available");
        volume("bound", "{hostPath: {}, storageClassName: fast, claimRef: {namespace: dev, name: b}}", "Bound");
        volume("same-name", "{hostPath: {}, storageClassName: fast, claimRef: {namespace: x, name: data}}", "Bound");
        volume("cleared", "{hostPath: {path: /}, storageClassName: fast}", "Failed");

        assertThat(find()).isEqualTo(new Unbound("fast"));
    }

    @Test
    void the_volume_of_a_claim_of_the_same_name_that_is_gone_does_not_count() {
        claim("{storageClassName: fast}");
        volume("v", "{hostPath: {}, storageClassName: fast, claimRef: {namespace: dev, name: data}}", "Released");

        assertThat(find()).isEqualTo(new Unbound("fast"));
    }

    @Test
    void a_volume_that_is_promised_to_it_counts_whatever_its_class() {
        claim("{storageClassName: fast}");
        volume("v", "{hostPath: {}, storageClassName: slow, claimRef: {namespace: dev, name: data}}", "Available");

        assertThat(find()).isEqualTo(new Backed("hostPath", "slow"));
    }

    @Test
    void a_claim_without_class_has_the_default_one() {
        claim("{}");
        storageClass("fast", "csi.example.com", "storageclass.kubernetes.io/is-default-class: 'true'");
        driver("csi.example.com");

        assertThat(find()).isEqualTo(new Backed("csi", "fast"));
    }

    @Test
    void of_two_default_classes_the_newer_one_counts() {
        claim("{}");
        defaultClass("a", "storageclass.kubernetes.io/is-default-class", "2026-01-01T00:00:00Z");
        defaultClass("b", "storageclass.beta.kubernetes.io/is-default-class", "2026-02-02T00:00:00Z");

        assertThat(find()).isEqualTo(new Unbound("b"));
    }

    @Test
    void an_empty_class_is_not_the_default_one() {
        claim("{storageClassName: ''}");
        storageClass("fast", "csi.example.com", "storageclass.kubernetes.io/is-default-class: 'true'");
        driver("csi.example.com");

        assertThat(find()).isEqualTo(new Unbound(""));
    }

    @Test
    void the_annotation_that_is_older_than_the_field_comes_first() {
        claims.add("{metadata: {name: data, namespace: dev, annotations:"
                + " {volume.beta.kubernetes.io/storage-class: slow}}, spec: {storageClassName: fast}}");

        assertThat(find()).isEqualTo(new Unbound("slow"));
    }

    @Test
    void a_new_claim_without_class_gets_the_default_one_and_one_without_its_name_none() {
        defaultClass("fast", "storageclass.kubernetes.io/is-default-class", "2026-01-01T00:00:00Z");
        volume("v", "{hostPath: {path: /}}", "Available");

        assertThat(lookup.ofClass(Optional.empty())).isEqualTo(new Unbound("fast"));
        assertThat(lookup.ofClass(Optional.of(""))).isEqualTo(new Backed("hostPath", ""));
    }

    @Test
    void without_claims_or_volumes_nothing_is_said() {
        claim("{volumeName: v}");
        volume("v", "{nfs: {}}", "Bound");
        volumes.lose("persistentvolumes are not read yet");

        assertThat(find()).isEqualTo(new Unknown("persistentvolumes are not read yet"));
    }

    @Test
    void classes_and_drivers_are_needed_only_for_what_is_not_bound() {
        drivers.lose("csidrivers are not read yet");
        claim("{volumeName: v}");
        volume("v", "{nfs: {}}", "Bound");
        assertThat(find()).isEqualTo(new Backed("nfs", ""));

        claim("{}");
        assertThat(find()).isEqualTo(new Unknown("csidrivers are not read yet"));
    }

    @Test
    void objects_with_fields_of_wrong_types_are_read_as_if_they_had_none() {
        claims.add("{metadata: {name: data, namespace: dev}, spec: {volumeName: {}, storageClassName: 1}}");
        volumes.add("{metadata: {name: v}, spec: text, status: []}");

        assertThat(find()).isEqualTo(new Unbound(""));
    }

    private ClaimVolume find() {
        return lookup.find("dev", "data");
    }

    private void claim(String spec) {
        claims.add("{metadata: {name: data, namespace: dev}, spec: %s}".formatted(spec));
    }

    private void volume(String name, String spec, String phase) {
        volumes.add("{metadata: {name: %s}, spec: %s, status: {phase: %s}}".formatted(name, spec, phase));
    }

    private void storageClass(String name, String provisioner, String annotation) {
        classes.add(
                "{metadata: {name: %s, annotations: {%s}}, provisioner: %s}".formatted(name, annotation, provisioner));
    }

    private void defaultClass(String name, String annotation, String created) {
        classes.add("{metadata: {name: %s, annotations: {%s: 'true'}, creationTimestamp: '%s'}, provisioner: none}"
                .formatted(name, annotation, created));
    }

    private void driver(String name) {
        drivers.add("{metadata: {name: %s}}".formatted(name));
    }
}
