package dev.sudosafe.cluster;

/// What the API server says of a token and what its owner wants.
public sealed interface Access {

    record Allowed(String user) implements Access {}

    record Forbidden(String user) implements Access {}

    /// Not a token of this cluster, or an expired one, or one for somebody else.
    record Unauthenticated() implements Access {}

    /// The API server could not be asked.
    record Unknown(String why) implements Access {}
}
