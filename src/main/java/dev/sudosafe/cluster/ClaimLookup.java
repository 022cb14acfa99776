package dev.sudosafe.cluster;

import dev.sudosafe.facts.ClaimVolume;
import dev.sudosafe.facts.ClaimVolumes;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// What stands behind a claim, or will as soon as a pod uses it.
record ClaimLookup(Known<Claim> claims, Known<Volume> volumes, Known<StorageClass> classes, Known<CsiDriver> drivers)
        implements ClaimVolumes {

    @Override
    public ClaimVolume find(String namespace, String claim) {
        String key = namespace + "/" + claim;
        return gap(claims, volumes)
                .orElseGet(() -> claims.find(key)
                        .map(found -> behind(key, found))
                        .orElseGet(() -> new ClaimVolume.Unknown("no such claim yet")));
    }

    private ClaimVolume behind(String key, Claim claim) {
        return claim.volume() != null
                ? volumes.find(claim.volume())
                        .map(ClaimLookup::backed)
                        .orElseGet(() -> new ClaimVolume.Unknown("its volume is not known yet"))
                : volumes.all()
                        .filter(volume -> volume.isPromisedTo(key))
                        .findFirst()
                        .map(ClaimLookup::backed)
                        .orElseGet(() -> ofClass(Optional.ofNullable(claim.storageClass())));
    }

    /// Any volume of the node that the claim might get counts, even beside a provisioner: the binder takes an existing
    /// volume first.
    @Override
    public ClaimVolume ofClass(Optional<String> storageClass) {
        return gap(volumes, classes, drivers).orElseGet(() -> of(storageClass.orElseGet(this::defaultClass)));
    }

    private ClaimVolume of(String storageClass) {
        return onTheNode(storageClass)
                .map(ClaimLookup::backed)
                .orElseGet(() -> isProvisionedByCsi(storageClass)
                        ? new ClaimVolume.Backed("csi", storageClass)
                        : new ClaimVolume.Unbound(storageClass));
    }

    private Optional<Volume> onTheNode(String storageClass) {
        return volumes.all()
                .filter(volume -> volume.isOnTheNode() && volume.isFreeFor(storageClass))
                .min(Comparator.comparing(Volume::type));
    }

    private boolean isProvisionedByCsi(String storageClass) {
        return classes.find(storageClass)
                .map(StorageClass::provisioner)
                .flatMap(drivers::find)
                .isPresent();
    }

    private String defaultClass() {
        return classes.all()
                .filter(StorageClass::isDefault)
                .min(StorageClass.NEWEST_FIRST)
                .map(StorageClass::name)
                .orElse("");
    }

    private static ClaimVolume backed(Volume volume) {
        return new ClaimVolume.Backed(volume.type(), volume.storageClass());
    }

    private static Optional<ClaimVolume> gap(Known<?>... kinds) {
        return Stream.of(kinds).flatMap(kind -> kind.gap().stream()).findFirst().map(ClaimVolume.Unknown::new);
    }
}
