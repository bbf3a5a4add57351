package dev.assay.cli.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * The gate as a jar that a JVM can run: it has no classes, and its manifest names the unpacked jars of {@code assay.jar}. Each jar is unpacked once, into a
 * file whose name has its checksum, so that two versions of the gate share those that are alike.
 *
 * @param file the jar
 * @param flags the flags of the JVM that exact times need, as the build has them
 */
record GateJar(Path file, List<String> flags) {
    /** The attribute of the manifest of {@code assay.jar} with the flags. */
    static final Attributes.Name FLAGS = new Attributes.Name("Assay-Jvm");

    private static final String MAIN = "dev.assay.cli.Assay";
    private static final String FOLDER = "lib/";

    /**
     * Unpacks what is not unpacked yet.
     *
     * @param assay {@code assay.jar}
     */
    static GateJar unpacked(Path assay, Cache cache) throws IOException {
        try (var jar = new JarFile(assay.toFile(), false)) {
            var names = new ArrayList<String>();
            var checksum = new CRC32();
            for (var entries = jar.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                if (entry.getName().startsWith(FOLDER) && entry.getName().endsWith(".jar")) {
                    var name = String.format(
                            Locale.ROOT,
                            "%08x-%s",
                            entry.getCrc(),
                            entry.getName().substring(FOLDER.length()));
                    checksum.update(name.getBytes(UTF_8));
                    names.add(name);
                    unpack(jar, entry, cache.folder().resolve(name));
                }
            }
            var file = cache.folder().resolve(String.format(Locale.ROOT, "assay-%08x.jar", checksum.getValue()));
            if (!Files.exists(file)) {
                write(file, names);
            }
            var flags = Objects.requireNonNullElse(
                    jar.getManifest().getMainAttributes().getValue(FLAGS), "");
            return new GateJar(file, List.of(flags.strip().split("\\s+")));
        }
    }

    /** A file that another process unpacks at the same time is as good as ours. */
    private static void unpack(JarFile jar, ZipEntry entry, Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) == entry.getSize()) {
            return;
        }
        var part = Files.createTempFile(file.getParent(), "unpacking", ".tmp");
        try (var bytes = jar.getInputStream(entry)) {
            Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void write(Path file, List<String> jars) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, MAIN);
        attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", jars));
        attributes.put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
        var part = Files.createTempFile(file.getParent(), "writing", ".tmp");
        try {
            try (var out = new JarOutputStream(Files.newOutputStream(part), manifest)) {
                out.finish();
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            // Another process wrote the same.
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
