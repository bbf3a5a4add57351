package dev.assay.tools.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.InputFile;
import dev.assay.input.Location;
import dev.assay.input.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Tells files with the answers of other tools from other files, and reads them. */
public final class SampleFile {
    private static final String EXPECTED = "the samples of lm-evaluation-harness";

    private SampleFile() {}

    /** Returns whether the name is that of a file with answers. */
    public static boolean isNamedSo(String name) {
        return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
    }

    /**
     * Reads a file.
     *
     * @throws InputException with every problem, each with its place
     */
    public static OtherAnswers read(InputDirectory directory, String name) {
        var problems = new Problems();
        var file = text(directory, name, problems);
        var answers =
                file == null ? Optional.<OtherAnswers>empty() : Optional.of(LmEvalSamplesReader.read(file, problems));
        return problems.resolve(answers.orElse(null));
    }

    private static @Nullable InputFile text(InputDirectory directory, String name, Problems problems) {
        if (!name.endsWith(".gz")) {
            return directory.read(name, EXPECTED, problems);
        }
        var bytes = directory.readBytes(name, EXPECTED, problems);
        if (bytes == null) {
            return null;
        }
        var zipped = new byte[bytes.content().remaining()];
        bytes.content().duplicate().get(zipped);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return new InputFile(name, new String(in.readAllBytes(), UTF_8), bytes.sha256());
        } catch (IOException e) {
            problems.add(
                    Location.startOf(name),
                    "is not a whole gzip file (" + e.getMessage() + "); expected " + EXPECTED + ". Copy it again.");
            return null;
        }
    }
}
