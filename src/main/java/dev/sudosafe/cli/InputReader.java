package dev.sudosafe.cli;

import dev.sudosafe.dryrun.Input;
import dev.sudosafe.dryrun.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Reads files, directories and standard input.
record InputReader(InputStream stdin) {

    static final String STDIN = "-";

    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /// What a name stands for: itself, or the files below it in the order of their names.
    Stream<Input> read(String name) {
        try {
            if (name.equals(STDIN)) {
                return Stream.of(text(STDIN, stdin));
            }
            Path path = Path.of(name);
            return Files.isDirectory(path) ? below(path).stream().map(this::file) : Stream.of(file(path));
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            return Stream.of(unreadable(name, e));
        }
    }

    /// A file, or standard input, but no directory.
    Input one(String name) {
        try {
            return name.equals(STDIN) ? text(STDIN, stdin) : file(Path.of(name));
        } catch (IOException | InvalidPathException e) {
            return unreadable(name, e);
        }
    }

    /// A single file.
    Input file(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return text(file.toString(), bytes);
        } catch (IOException e) {
            return unreadable(file.toString(), e);
        }
    }

    private static Input text(String file, InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            return new Input.Unreadable(file, new Problem(file, "larger than 64 MiB", "split the file"));
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return new Input.Text(file, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    // Links to directories are not followed, as kubectl does it, but for the directory that was named.
    private static List<Path> below(Path directory) throws IOException {
        Path real = directory.toRealPath();
        try (Stream<Path> found = Files.walk(real)) {
            return found.filter(InputReader::isManifest)
                    .map(file -> directory.resolve(real.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isManifest(Path file) {
        String name = String.valueOf(file.getFileName());
        return ENDINGS.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
    }

    private static Input unreadable(String file, Exception e) {
        return new Input.Unreadable(file, problem(file, e));
    }

    private static Problem problem(String file, Exception e) {
        return switch (e) {
            case NoSuchFileException missing -> new Problem(file, "no such file", "check the path");
            case AccessDeniedException denied -> new Problem(file, "access denied", "check the permissions");
            case CharacterCodingException coding -> new Problem(file, "not UTF-8", "save it as UTF-8");
            default -> new Problem(file, "cannot be read (" + e.getMessage() + ")", "check the file");
        };
    }
}
