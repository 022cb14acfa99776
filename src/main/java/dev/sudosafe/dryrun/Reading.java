package dev.sudosafe.dryrun;

/// What reading came to, for each object of a file.
public sealed interface Reading {

    Origin origin();

    record Found(Document document) implements Reading {
        @Override
        public Origin origin() {
            return document.origin();
        }
    }

    record Broken(Origin origin, Problem problem) implements Reading {}
}
