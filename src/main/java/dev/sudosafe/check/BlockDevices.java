package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.function.Consumer;

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
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        for (ContainerView container : pod.containers()) {
            for (Field device : container.at("volumeDevices").items()) {
                String name = device.at("name").quoted();
                found.accept(DOC.finding(device, "%s with device %s".formatted(container.described(), name)));
            }
        }
    }
}
