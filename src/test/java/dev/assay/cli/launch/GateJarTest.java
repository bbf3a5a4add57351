package dev.assay.cli.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unpacking assay.jar. */
class GateJarTest {
    @TempDir
    Path folder;

    private Cache cache = new Cache(Path.of(""), false);

    @BeforeEach
    void makeACache() throws IOException {
        cache = new Cache(Files.createDirectory(folder.resolve("cache")), false);
    }

    private Path assay(Map<String, String> jars) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(GateJar.FLAGS, "-XX:NewSize=512m  -Da=b");
        var file = folder.resolve("assay.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (var each : jars.entrySet()) {
                jar.putNextEntry(new ZipEntry(each.getKey()));
                jar.write(each.getValue().getBytes(UTF_8));
                jar.closeEntry();
            }
        }
        return file;
    }

    @Test
    void namesTheUnpackedJarsInItsManifest() throws IOException {
        var gate = GateJar.unpacked(assay(Map.of("lib/one.jar", "123456789", "dev/Launcher.class", "x")), cache);

        // The check value of CRC-32.
        assertThat(cache.folder().resolve("cbf43926-one.jar")).hasContent("123456789");
        try (var jar = new JarFile(gate.file().toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Class-Path"))
                    .isEqualTo("cbf43926-one.jar");
            assertThat(jar.getManifest().getMainAttributes().getValue("Enable-Native-Access"))
                    .isEqualTo("ALL-UNNAMED");
        }
    }

    @Test
    void readsTheFlagsOfTheBuild() throws IOException {
        assertThat(GateJar.unpacked(assay(Map.of()), cache).flags()).containsExactly("-XX:NewSize=512m", "-Da=b");
    }

    @Test
    void unpacksOnce() throws IOException {
        var assay = assay(Map.of("lib/one.jar", "1"));
        var gate = GateJar.unpacked(assay, cache);
        var earlier = FileTime.fromMillis(0);
        try (var files = Files.list(cache.folder())) {
            for (var file : files.toList()) {
                Files.setLastModifiedTime(file, earlier);
            }
        }

        assertThat(GateJar.unpacked(assay, cache)).isEqualTo(gate);

        try (var files = Files.list(cache.folder())) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(
                            file -> assertThat(Files.getLastModifiedTime(file)).isEqualTo(earlier));
        }
    }

    @Test
    void unpacksAFileAgainThatWasCutOff() throws IOException {
        var assay = assay(Map.of("lib/one.jar", "123456789"));
        GateJar.unpacked(assay, cache);
        Files.writeString(cache.folder().resolve("cbf43926-one.jar"), "123");

        GateJar.unpacked(assay, cache);

        assertThat(cache.folder().resolve("cbf43926-one.jar")).hasContent("123456789");
    }

    @Test
    void givesAnotherVersionAnotherJar() throws IOException {
        var first = GateJar.unpacked(assay(Map.of("lib/one.jar", "1", "lib/two.jar", "2")), cache);
        var second = GateJar.unpacked(assay(Map.of("lib/one.jar", "1", "lib/two.jar", "3")), cache);

        assertThat(second.file()).isNotEqualTo(first.file());
        try (var files = Files.list(cache.folder())) {
            assertThat(files.filter(file -> file.toString().endsWith("-one.jar")))
                    .hasSize(1);
        }
    }
}
