package dev.sudosafe.cluster;

/// What a user may be allowed by RBAC: resources that exist in no API, as only rules name them.
public enum AccessTo {
    DRY_RUNS("create", "dryruns", ""),
    CLUSTER_DRY_RUNS("create", "dryruns", "cluster"),
    PROFILES("get", "profiles", ""),
    FACTS("get", "facts", "");

    public static final String GROUP = "sudosafe.dev";

    private final String verb;
    private final String resource;
    private final String subresource;

    AccessTo(String verb, String resource, String subresource) {
        this.verb = verb;
        this.resource = resource;
        this.subresource = subresource;
    }

    public String verb() {
        return verb;
    }

    public String resource() {
        return resource;
    }

    public String subresource() {
        return subresource;
    }

    /// As a message names it: `create dryruns/cluster.sudosafe.dev`.
    @Override
    public String toString() {
        return "%s %s%s.%s".formatted(verb, resource, subresource.isEmpty() ? "" : "/" + subresource, GROUP);
    }
}
