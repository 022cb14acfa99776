package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.stream.Stream;

/// A raw block volume puts a device node of the node into the container. The API server forbids it beside
/// `hostUsers: false` (KEP-127), but not under Kata.
record BlockDevices() implements Check {

    private static final CheckDoc DOC = new CheckDoc(
            "block-devices",
            "block devices",
            List.of("spec.*containers[*].volumeDevices"),
            "undefined",
            "lets the workspace write a disk's raw blocks, which the node may later mount and trust as a file system",
            "use a persistent volume claim with volumeMode Filesystem and mount it by volumeMounts");

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        return pod.containers()
                .flatMap(container -> container
                        .at("volumeDevices")
                        .items()
                        .map(device -> DOC.finding(
                                device,
                                "%s with device %s"
                                        .formatted(
                                                container.described(),
                                                device.at("name").quoted()))));
    }
}
