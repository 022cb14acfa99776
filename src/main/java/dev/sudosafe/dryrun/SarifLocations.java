package dev.sudosafe.dryrun;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.manifest.Position;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// Where SARIF says that something stands.
final class SarifLocations {

    /// The file that is standard input.
    static final String STDIN = "-";

    private static final String BASE = "%SRCROOT%";
    private static final String UNRESERVED = "-._~/";

    private SarifLocations() {}

    /// Adds the one location of a result or a notification.
    static ObjectNode add(ObjectNode to, String file, Position position) {
        ObjectNode location = to.putArray("locations").addObject();
        ObjectNode physical = location.putObject("physicalLocation");
        place(physical.putObject("artifactLocation"), file);
        physical.putObject("region").put("startLine", position.line()).put("startColumn", position.column());
        return location;
    }

    /// What relative paths are relative to.
    static void describeBase(ObjectNode run) {
        run.putObject("originalUriBaseIds")
                .putObject(BASE)
                .putObject("description")
                .put("text", "the folder that sudosafe was called in");
    }

    /// Standard input has no URI, and so it stands in the list of artifacts instead, alone.
    static void describeStdin(ObjectNode run) {
        run.putArray("artifacts").addObject().putObject("description").put("text", "standard input");
    }

    private static void place(ObjectNode artifact, String file) {
        if (file.equals(STDIN)) {
            artifact.put("index", 0);
        } else if (Path.of(file).isAbsolute()) {
            artifact.put("uri", "file://" + uri(file));
        } else {
            artifact.put("uri", uri(file)).put("uriBaseId", BASE);
        }
    }

    /// The path as a URI has it: with slashes, without detours, all else encoded.
    static String uri(String file) {
        Path path = Path.of(file).normalize();
        StringBuilder uri = new StringBuilder();
        for (byte b : path.toString()
                .replace(path.getFileSystem().getSeparator(), "/")
                .getBytes(StandardCharsets.UTF_8)) {
            if (isPlain((char) (b & 0xff))) {
                uri.append((char) b);
            } else {
                uri.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
            }
        }
        return uri.toString();
    }

    private static boolean isPlain(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
    }
}
