package dev.sudosafe.cluster;

import java.util.List;

/// What the API server trusts our doors by.
public sealed interface CaBundles {

    /// @param pems the different bundles of all entries, in PEM; an empty one where an entry has none, so that the API
    ///     server trusts what its system trusts
    record Known(List<String> pems) implements CaBundles {
        public Known {
            pems = List.copyOf(pems);
        }
    }

    /// @param why in words for an administrator
    record Unknown(String why) implements CaBundles {}
}
