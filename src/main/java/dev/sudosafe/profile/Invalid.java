package dev.sudosafe.profile;

/// A value of a profile that cannot be meant. The reader of the file adds where it stands.
final class Invalid extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private Invalid(String message) {
        super(message);
    }

    static void when(boolean wrong, String problem, String remedy) {
        if (wrong) {
            throw new Invalid(problem + ": " + remedy);
        }
    }
}
