package dev.assay.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.StartupResult;
import dev.assay.run.checked.JvmFlags;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pom of examples/your-repository, as a person runs it in another repository: Assay is a dependency, and nothing is downloaded. */
@Tag("slow")
class YourRepositoryTest {
    private static final Path EXAMPLE = Path.of("examples/your-repository");
    private static final Path POM = EXAMPLE.resolve("pom.xml");

    /** The local repository of this machine, with Assay as it was just compiled. */
    @TempDir
    private static Path repository;

    @TempDir
    private Path folder;

    /** @param printed everything that Maven printed */
    private record Build(int status, String printed) {}

    @BeforeAll
    static void install() throws IOException, URISyntaxException {
        var local = Path.of(System.getProperty(
                "localRepository",
                Path.of(System.getProperty("user.home"), ".m2/repository").toString()));
        link(local, repository, "dev");
        link(local.resolve("dev"), repository.resolve("dev"), "assay");
        var version = version(Path.of("pom.xml"));
        var artifact = Files.createDirectories(repository.resolve("dev/assay/assay/" + version));
        Files.copy(Path.of("pom.xml"), artifact.resolve("assay-" + version + ".pom"));
        var classes = Path.of(StartupResult.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var files = Files.walk(classes);
                var jar = new JarOutputStream(Files.newOutputStream(artifact.resolve("assay-" + version + ".jar")))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, jar);
            }
        }
    }

    private static void link(Path from, Path to, String butFor) throws IOException {
        Files.createDirectories(to);
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var entries = Files.list(from)) {
            for (var entry : entries.toList()) {
                var name = String.valueOf(entry.getFileName());
                if (!name.equals(butFor)) {
                    Files.createSymbolicLink(to.resolve(name), entry.toAbsolutePath());
                }
            }
        }
    }

    /** JUnit warns of every link that it deletes. */
    @AfterAll
    static void unlink() throws IOException {
        try (var files = Files.walk(repository)) {
            for (var link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private static String version(Path pom) throws IOException {
        var found = Pattern.compile("<artifactId>assay</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(pom));
        assertThat(found.find()).as("the version of Assay in " + pom).isTrue();
        return found.group(1);
    }

    /** Another repository: the pom of the example, and a gate with recordings in place of a server. */
    @BeforeEach
    void makeRepository() throws IOException {
        GateRun.small(folder);
        Files.copy(POM, folder.resolve("pom.xml"));
    }

    private Build build(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("mvn", "-o", "-B", "verify", "-Dmaven.repo.local=" + repository));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Build(process.waitFor(), printed);
    }

    @Test
    void itsBuildIsGreenIfEveryVerdictIsPass() throws IOException, InterruptedException {
        var build = build("-DskipTests");

        assertThat(build.printed()).contains(": 3 PASS", "BUILD SUCCESS");
        assertThat(build.status()).isZero();
        assertThat(folder.resolve("target/surefire-reports"))
                .isDirectoryContaining(file -> file.endsWith("TEST-dev.assay.suite.AccuracyTest.xml"));
    }

    @Test
    void itsBuildIsRedIfALimitIsMissed() throws IOException, InterruptedException {
        var thresholds = folder.resolve("thresholds.yaml");
        Files.writeString(thresholds, Files.readString(thresholds).replace("{min: 5/10", "{min: 9/10"));

        var build = build("-Dassay.only=smollm2-135m first_light_v1 accuracy");

        assertThat(build.printed())
                .contains("FAIL smollm2-135m first_light_v1: accuracy 7/10", "BUILD FAILURE")
                .doesNotContain("smollm2-135m c4");
        assertThat(build.status()).isNotZero();
    }

    @Test
    void itsBuildIsRedIfNothingWasJudged() throws IOException, InterruptedException {
        var build = build("-Dgroups=accurracy");

        assertThat(build.printed()).contains("BUILD FAILURE").doesNotContain("PASS");
        assertThat(build.status()).isNotZero();
    }

    @Test
    void itsLoadTestsHaveTheFlagsThatExactTimesNeed() throws IOException, InterruptedException {
        // Nobody listens at this port, so a run that may begin is UNMEASURED.
        var build = build("-Dassay.endpoint=http://127.0.0.1:9", "-Dassay.cells=c4");

        assertThat(build.printed())
                .contains("UNMEASURED smollm2-135m c4: http://127.0.0.1:9 does not answer")
                .doesNotContain("certain flags of the JVM");
        assertThat(build.status()).isNotZero();
    }

    @Test
    void itsOwnThresholdsAndEvalsetAreReadAsTheyStandThere() throws IOException {
        var own = Files.createDirectories(folder.resolve("own"));
        GateRun.copy(EXAMPLE, own);

        var run = GateRun.in(own, "plan=true");

        assertThat(run.broken()).isNull();
        assertThat(run.console()).anySatisfy(line -> assertThat(line).contains("mine first"));
        assertThat(version(POM)).isEqualTo(version(Path.of("pom.xml")));
        assertThat(Files.readString(POM)).contains("<argLine>" + JvmFlags.WRITTEN + " ");
    }
}
