import java.io.IOException;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.DebugElementsOption;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.reflect.AccessFlag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Removes compiled classes if the signatures of the classes that they were compiled against have changed, or `pom.xml` has:
/// `Signatures OUTPUT CLASSES...`. Maven looks at the sources of OUTPUT, but notices other classes only if the same run has
/// compiled them, and then compiles everything again, even if no more than the body of a method has changed.
final class Signatures {

    private static final String RECORD = "compiled-against";

    private static final ClassFile FORMAT =
            ClassFile.of(ConstantPoolSharingOption.NEW_POOL, DebugElementsOption.DROP_DEBUG);

    private static final ClassTransform SIGNATURES = ClassTransform.dropping(Signatures::isHidden)
            .andThen(ClassTransform.transformingMethods(MethodTransform.dropping(CodeModel.class::isInstance)));

    private Signatures() {}

    public static void main(String... arguments) throws IOException, NoSuchAlgorithmException {
        List<Path> folders = Stream.of(arguments).map(Path::of).toList();
        Path output = folders.getFirst();
        Path record = output.resolve(RECORD);
        String now = digest(folders.subList(1, folders.size()));
        if (!Files.exists(record) || !Files.readString(record).equals(now)) {
            for (Path path : below(output).sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
            Files.createDirectories(output);
            Files.writeString(record, now);
        }
    }

    private static String digest(List<Path> folders) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(Files.readAllBytes(Path.of("pom.xml")));
        for (Path folder : folders) {
            for (Path file : below(folder).filter(path -> path.toString().endsWith(".class")).toList()) {
                digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
                digest.update(FORMAT.transformClass(FORMAT.parse(file), SIGNATURES));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// What no other class can be compiled against.
    private static boolean isHidden(ClassElement element) {
        return switch (element) {
            case MethodModel method ->
                method.flags().has(AccessFlag.PRIVATE) || method.flags().has(AccessFlag.SYNTHETIC);
            default -> element instanceof SourceFileAttribute;
        };
    }

    private static Stream<Path> below(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList().stream();
        }
    }
}
