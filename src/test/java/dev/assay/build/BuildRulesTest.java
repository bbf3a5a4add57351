package dev.assay.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pom.xml refuses at the start of a build with the profile {@code slow}, as CI runs it: one Maven, which tells all that is wrong at once. */
@Tag("slow")
class BuildRulesTest {
    private static final String END_OF_DEPENDENCIES = "  </dependencies>\n\n  <build>";

    @TempDir
    private Path folder;

    /** A dependency whose file is already there, so that Maven looks for nothing. */
    private static String dependency(String group, String artifact, String version) {
        return """
                <dependency>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <scope>system</scope>
                  <systemPath>${project.basedir}/pom.xml</systemPath>
                </dependency>
                """.formatted(group, artifact, version);
    }

    private static String replaced(String text, String from, String to) {
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    private String printed(String pom) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("pom.xml"), pom);
        var builder = new ProcessBuilder("mvn", "-o", "-B", "-Pslow", "validate")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isNotZero();
        return printed;
    }

    @Test
    void eachRuleIsNamedThatAPomBreaks() throws IOException, InterruptedException {
        var pom = Files.readString(Path.of("pom.xml"), UTF_8).replace("\r\n", "\n");
        var planted = String.join(
                "",
                List.of(
                        dependency("planted", "twice", "1"),
                        dependency("planted", "twice", "1"),
                        dependency("planted", "unreleased", "1-SNAPSHOT"),
                        dependency("net.java.dev.jna", "jna", "5.17.0")));
        pom = replaced(pom, END_OF_DEPENDENCIES, planted + END_OF_DEPENDENCIES);
        pom = replaced(pom, "<version>[3.8,)</version>", "<version>[99,)</version>");
        pom = replaced(pom, "<version>[17,)</version>", "<version>[98,)</version>");
        pom = pom.replaceFirst("(<artifactId>maven-clean-plugin</artifactId>)\\s*<version>[^<]*</version>", "$1");

        assertThat(printed(pom))
                .contains(
                        "Assay is built with Maven 3.8 or later; this is Maven ",
                        "Maven itself must run on Java 17 or later; this is Java ",
                        "org.apache.maven.plugins:maven-clean-plugin.",
                        "dependencies.dependency[planted:twice:jar] (2 times)",
                        "Dependency planted:unreleased:jar:1-SNAPSHOT (system) is referenced with a banned dynamic version",
                        "planted:unreleased:jar:1-SNAPSHOT <--- is not a release dependency",
                        "Require upper bound dependencies error for net.java.dev.jna:jna:5.17.0",
                        "BUILD FAILURE");
    }
}
