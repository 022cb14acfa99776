package dev.sudosafe.dryrun;

import dev.sudosafe.check.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// Tells a finding from others in a way that lines which come or go above it do not change: by file, object, check,
/// field (list items by name) and value. Of findings that are alike in all of it the second is another than the first.
record SarifFingerprints(Map<String, Integer> seen) {

    private static final int BYTES = 16;

    SarifFingerprints() {
        this(new HashMap<>());
    }

    String of(Origin origin, Finding finding) {
        Finding.Identity identity = finding.identity();
        String whole = String.join(
                "\0",
                origin.file(),
                origin.kind(),
                origin.namespace(),
                origin.name(),
                identity.check(),
                identity.field(),
                identity.value().toString());
        return hash(whole + "\0" + seen.merge(whole, 1, Integer::sum));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
