package dev.assay.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.StartupResult;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** assay.jar, packed twice from the same classes: in two folders, in two time zones, from files written in another order at another time. */
@Tag("slow")
class ReproducibleJarTest {
    @TempDir
    private static Path folder;

    private static Path first = Path.of("");
    private static Path second = Path.of("");

    @BeforeAll
    static void pack() throws IOException, InterruptedException, URISyntaxException {
        first = packed("first", "UTC", Comparator.naturalOrder(), Instant.parse("2026-02-01T10:00:00Z"));
        second = packed("second", "Asia/Tokyo", Comparator.reverseOrder(), Instant.parse("2026-03-04T05:06:07Z"));
    }

    private static Path packed(String name, String zone, Comparator<Path> order, Instant time)
            throws IOException, InterruptedException, URISyntaxException {
        var project = Files.createDirectories(folder.resolve(name));
        Files.copy(Path.of("pom.xml"), project.resolve("pom.xml"));
        var from = Path.of(StartupResult.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).sorted(order).toList()) {
                var to = project.resolve("target/classes").resolve(from.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
                Files.setLastModifiedTime(to, FileTime.from(time));
            }
        }
        return pack(project, zone);
    }

    private static Path pack(Path project, String zone) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("mvn", "-o", "-B", "jar:jar@default-jar", "antrun:run@assay-jar")
                .directory(project.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TZ", zone);
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return project.resolve("target/assay.jar");
    }

    @Test
    void twoPackingsHaveEqualBytes() throws IOException {
        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
    }

    @Test
    void packsAgainOnlyWhatIsOlderThanThePom() throws IOException, InterruptedException {
        var written = Files.getLastModifiedTime(second);

        pack(second.getParent().getParent(), "UTC");
        assertThat(Files.getLastModifiedTime(second)).isEqualTo(written);

        Files.setLastModifiedTime(
                second.resolveSibling("../pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
        pack(second.getParent().getParent(), "UTC");
        assertThat(Files.getLastModifiedTime(second)).isGreaterThan(written);
        assertThat(second.resolveSibling("assay.jar.new")).doesNotExist();
    }

    /** By it, shards of other versions are told apart. */
    @Test
    void itsCodeSaysItsVersion() throws IOException {
        try (var jar = new JarFile(first.toFile())) {
            var code = jar.stream()
                    .filter(entry -> entry.getName().startsWith("lib/assay-"))
                    .findFirst()
                    .orElseThrow();
            try (var packed = new JarInputStream(jar.getInputStream(code))) {
                assertThat("lib/assay-"
                                + packed.getManifest().getMainAttributes().getValue("Implementation-Version") + ".jar")
                        .isEqualTo(code.getName());
            }
        }
    }

    @Test
    void itHoldsTheJarsThatThePageAndTheListOfLicencesName() throws IOException {
        var inJar = new TreeSet<String>();
        try (var jar = new JarFile(first.toFile())) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("lib/") && name.endsWith(".jar") && !name.startsWith("lib/assay-"))
                    .map(name -> name.substring("lib/".length()))
                    .forEach(inJar::add);
        }
        var listed = new TreeSet<String>();
        Pattern.compile("(?m)^[^ :\n]+:([^ \n]+) (\\S+)$")
                .matcher(Files.readString(Path.of("THIRD-PARTY")))
                .results()
                .forEach(found -> listed.add(found.group(1) + "-" + found.group(2) + ".jar"));
        var named = new TreeSet<String>();
        Pattern.compile("(?m)^\\| `[^:]+:([^`]+)` \\| (\\S+) \\|.*\\| (?:yes \\| [^|]*|`[^`:]+:[^`]+`) \\|$")
                .matcher(Files.readString(Path.of("docs/dependencies.md")))
                .results()
                .forEach(found -> named.add(found.group(1) + "-" + found.group(2) + ".jar"));

        assertThat(inJar).hasSizeGreaterThan(40);
        assertThat(listed).as("THIRD-PARTY: run python3 bench/dependencies.py").isEqualTo(inJar);
        assertThat(named)
                .as("docs/dependencies.md: run python3 bench/dependencies.py")
                .isEqualTo(inJar);
    }
}
