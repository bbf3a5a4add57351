package dev.assay.tools.samples;

import dev.assay.input.InputBytes;
import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.InputFile;
import dev.assay.input.Json;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.input.Unpacked;
import dev.assay.input.ZipFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Tells files with the answers of other tools from other files, and reads them. */
public final class SampleFile {
    private static final String EXPECTED = "samples of lm-evaluation-harness or a log of inspect_ai";

    private SampleFile() {}

    /** Returns whether a file has answers: by its name, or if it is JSON, by what it says. */
    public static boolean recognises(InputDirectory directory, String name) {
        return name.endsWith(".jsonl")
                || name.endsWith(".jsonl.gz")
                || name.endsWith(".eval")
                || (name.endsWith(".json") && isLog(json(directory, name, new Problems())));
    }

    private static boolean isLog(List<Node> values) {
        return values.stream().anyMatch(InspectLogReader::recognises);
    }

    private static List<Node> json(InputDirectory directory, String name, Problems problems) {
        var file = directory.read(name, EXPECTED, problems);
        return file == null ? List.of() : Json.read(file, problems);
    }

    /**
     * Reads a file that is {@linkplain #recognises recognised}.
     *
     * @throws InputException with every problem, each with its place
     */
    public static OtherAnswers read(InputDirectory directory, String name) {
        var problems = new Problems();
        return problems.resolve(answers(directory, name, problems));
    }

    private static @Nullable OtherAnswers answers(InputDirectory directory, String name, Problems problems) {
        if (name.endsWith(".eval")) {
            var archive = directory.readBytes(name, EXPECTED, problems);
            var parts = archive == null
                    ? List.<InputFile>of()
                    : ZipFiles.read(archive, InspectLogReader::isPart, EXPECTED, problems);
            return InspectLogReader.read(name, parts, problems);
        }
        if (name.endsWith(".json")) {
            return json(directory, name, problems).getFirst() instanceof Node.Mapping log
                    ? InspectLogReader.read(log, problems)
                    : null;
        }
        var file = text(directory, name, problems);
        return file == null ? null : LmEvalSamplesReader.read(file, problems);
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
            var unpacked = new Unpacked(name, problems).next(in);
            return unpacked == null
                    ? null
                    : new InputBytes(name, ByteBuffer.wrap(unpacked), bytes.sha256()).text(EXPECTED, problems);
        } catch (IOException e) {
            problems.add(
                    Location.startOf(name),
                    "is not a whole gzip file (" + e.getMessage() + "); expected " + EXPECTED + ". Copy it again.");
            return null;
        }
    }
}
