package dev.assay.cli.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The archive of the gate's classes, which a JVM loads faster than classes of jars. A JVM ignores an archive that was not made by itself or from the same
 * jars, so each version of the gate and each JVM has its own.
 *
 * @param file the archive
 * @param part the file into which a JVM writes it, until it is known to be worth keeping
 */
record ClassArchive(Path file, Path part) {
    private static final String ENDING = ".jsa";
    /** The most archives that are kept; each takes about 50 MB. */
    private static final int MOST = 3;
    /** A run that ends with more has judged nothing. */
    private static final int LAST_OF_VERDICTS = 3;

    /**
     * Returns the archive of a gate.
     *
     * @param jvm what tells one JVM from another
     * @param process the id of this process
     */
    static ClassArchive of(GateJar gate, String jvm, long process) {
        var checksum = new CRC32();
        checksum.update(jvm.getBytes(UTF_8));
        var name = String.valueOf(gate.file().getFileName()).replaceFirst("\\.jar$", "")
                + String.format(Locale.ROOT, "-%08x", checksum.getValue());
        return new ClassArchive(
                gate.file().resolveSibling(name + ENDING), gate.file().resolveSibling(name + "-" + process + ".part"));
    }

    boolean exists() {
        return Files.exists(file);
    }

    /**
     * Keeps what a JVM has written, if its run came to verdicts, and deletes it if not: a run that ended before would have loaded too little.
     *
     * @param status the exit status of the run
     */
    void keep(int status) throws IOException {
        if (Files.exists(part) && status <= LAST_OF_VERDICTS) {
            deleteOldest();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(part);
    }

    /** Leaves room for one more. */
    private void deleteOldest() throws IOException {
        var others = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(file.resolveSibling(""), "*" + ENDING)) {
            files.forEach(others::add);
        }
        others.sort(Comparator.comparingLong((Path each) -> each.toFile().lastModified())
                .reversed());
        for (var old : others.subList(Math.min(MOST - 1, others.size()), others.size())) {
            Files.deleteIfExists(old);
        }
    }
}
