package dev.sudosafe.dryrun;

/// Texts of SARIF, in which `[text](target)` is a link.
final class SarifText {

    private SarifText() {}

    /// Whoever names an object in a manifest shall put no link before a reviewer's eyes.
    static String literal(String text) {
        return Printable.line(text).replace("](", "] (");
    }
}
