package dev.assay.run.proposed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.input.InputDirectory;
import dev.assay.input.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Replaces thresholds.yaml as a whole, so that nobody ever reads a part of it. */
final class ThresholdsFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ThresholdsFile() {}

    /**
     * Writes a new text.
     *
     * @param sha256 of the content that it replaces
     * @param text without a byte order mark; if the old content has one, the new one gets it
     */
    static void replace(Path file, String sha256, String text) {
        try {
            // A link stays a link.
            var real = file.toRealPath();
            var folder = Objects.requireNonNull(real.getParent());
            var name = Objects.requireNonNull(real.getFileName()).toString();
            var problems = new Problems();
            var old = problems.resolve(new InputDirectory(folder).read(name, "what it was before", problems));
            if (!old.sha256().equals(sha256)) {
                throw ProposedLimits.refused("it was changed since this run began");
            }
            var temporary = Files.createTempFile(folder, name, ".new");
            try {
                Files.copy(real, temporary, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                Files.writeString(temporary, (hasMark(real) ? BYTE_ORDER_MARK : "") + text, UTF_8);
                Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static boolean hasMark(Path file) throws IOException {
        return Files.readString(file, UTF_8).startsWith(BYTE_ORDER_MARK);
    }
}
