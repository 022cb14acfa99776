package dev.sudosafe.facts;

/// Which persistent volumes claims are bound to.
public interface ClaimVolumes {

    ClaimVolume find(String namespace, String claim);
}
