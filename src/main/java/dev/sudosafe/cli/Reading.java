package dev.sudosafe.cli;

/// What reading came to, for each object of a file.
sealed interface Reading {

    Origin origin();

    record Found(Document document) implements Reading {
        @Override
        public Origin origin() {
            return document.origin();
        }
    }

    record Broken(Origin origin, Problem problem) implements Reading {}
}
