package dev.assay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** This project's own code, as the house rules look at it: byte code for what is used, source text for what byte code forgets. */
final class Code {
    /** The byte code of src/main. */
    static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.assay");
    /** The byte code of src/test. */
    static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("dev.assay");

    /** The one class of a pure room that is not pure: it loads native code. */
    static final String TOKENIZER = "dev.assay.prompt.DjlTokenizer";

    /** Computes on several cores, when nothing is timed; what comes out does not depend on how many there are. */
    static final String CORES = "dev.assay.stats.cores.Cores";

    private static final Path ROOT = Path.of("src/main/java/dev/assay");
    private static final Pattern ROOM = Pattern.compile("dev\\.assay\\.(\\w+)\\..*");
    private static final Pattern NAMED_PACKAGE =
            Pattern.compile("\\bdev\\.assay\\.((?:[a-z]\\w*\\.)*[a-z]\\w*)\\.[A-Z]\\w*");
    private static final Pattern NAMED_TYPE =
            Pattern.compile("\\bdev\\.assay\\.([a-z]\\w*)(?:\\.[a-z]\\w*)*\\.[A-Z]\\w*");

    private Code() {}

    /**
     * One place where code uses something.
     *
     * @param user the class that uses it
     * @param target the full name of the type or member that is used; a member has its parameters in parentheses
     * @param where a sentence with file and line
     */
    record Use(JavaClass user, String target, String where) {}

    /** An arrow between two rooms. */
    record Arrow(String from, String to, String where) {}

    /** One source file. */
    record Source(Path path, String text) {
        List<String> lines() {
            return text.lines().toList();
        }

        String room() {
            var below = ROOT.relativize(path);
            return below.getNameCount() == 1 ? "" : below.getName(0).toString();
        }

        /** Returns the package below {@code dev.assay}. */
        String packageName() {
            return ROOT.relativize(path.getParent())
                    .toString()
                    .replace('/', '.')
                    .replace('\\', '.');
        }

        boolean isPackageInfo() {
            return path.endsWith("package-info.java");
        }
    }

    /** Returns the room of a class of this project: the first package below dev.assay, or an empty text above all rooms. */
    static String roomOf(String className) {
        var room = ROOM.matcher(className);
        return room.matches() ? room.group(1) : "";
    }

    static String roomOf(JavaClass type) {
        return roomOf(type.getName());
    }

    /** Returns the class's top-level name, so that a nested class counts as its outer one. */
    static String topLevelName(JavaClass type) {
        return type.getName().replaceAll("\\$.*", "");
    }

    /** Returns the types that main code uses outside its own class. */
    static Stream<Use> typesUsed() {
        return MAIN.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream()
                        .map(use -> new Use(
                                type,
                                use.getTargetClass().getBaseComponentType().getName(),
                                use.getDescription())));
    }

    /** Returns the methods and constructors that main code calls or refers to. */
    static Stream<Use> membersUsed() {
        return MAIN.stream()
                .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream()
                        .map(use -> new Use(type, use.getTarget().getFullName(), use.getDescription())));
    }

    /** Returns every arrow from one room to another: from byte code, and from source text for imports that only Javadoc needs. */
    static Stream<Arrow> arrows() {
        var compiled = typesUsed()
                .filter(use -> use.target().startsWith("dev.assay."))
                .map(use -> new Arrow(roomOf(use.user()), roomOf(use.target()), use.where()));
        return Stream.concat(compiled, sources().stream().flatMap(Code::arrowsNamedIn))
                .filter(arrow -> !arrow.from().equals(arrow.to()));
    }

    private static Stream<Arrow> arrowsNamedIn(Source source) {
        var lines = source.lines();
        return IntStream.range(0, lines.size())
                .boxed()
                .flatMap(i -> NAMED_TYPE
                        .matcher(lines.get(i))
                        .results()
                        .map(name -> new Arrow(
                                source.room(),
                                name.group(1),
                                source.path() + ":" + (i + 1) + " names " + name.group())));
    }

    /** Returns the packages that the source text of each package names, Javadoc included; its own is not among them. */
    static Map<String, Set<String>> packagesNamed() {
        return sources().stream()
                .collect(Collectors.groupingBy(
                        Source::packageName,
                        TreeMap::new,
                        Collectors.flatMapping(
                                source -> NAMED_PACKAGE
                                        .matcher(source.text())
                                        .results()
                                        .map(name -> name.group(1))
                                        .filter(name -> !name.equals(source.packageName())),
                                Collectors.toCollection(TreeSet::new))));
    }

    /** Returns the rooms that have code. */
    static Set<String> rooms() {
        return sources().stream()
                .map(Source::room)
                .filter(room -> !room.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Returns the sources of src/main, package signs among them. */
    static List<Source> sources() {
        try (var paths = Files.walk(ROOT)) {
            return paths.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .map(path -> new Source(path, read(path)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails with the rule and one line for each violation. */
    static void assertNone(String rule, Stream<String> violations) {
        var lines = violations.distinct().sorted().toList();
        assertThat(lines)
                .withFailMessage(() -> rule + "\n  " + String.join("\n  ", lines))
                .isEmpty();
    }
}
