package dev.assay.recording.files;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.recording.ShardFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The file {@code shard.json} of a run directory: which shard of which joint run measured it. Without the file, it is no shard's. */
public final class ShardFile {
    /** The name of the file in a run directory. */
    public static final String NAME = "shard.json";

    /** The folder of a shared directory in which each shard leaves a file that names its run directory. */
    public static final String DIRECTORIES = "directories";

    private static final String FORMAT = "shard/1";

    private ShardFile() {}

    /** Writes the facts to a file, which exists whole or not at all. */
    public static void write(Path file, ShardFacts facts) {
        var json = JsonMapper.shared()
                .createObjectNode()
                .put("format", FORMAT)
                .put("shard", facts.shard())
                .put("of", facts.of())
                .put("run", facts.run())
                .put("seed", facts.seed())
                .put("plan_sha256", facts.planSha256())
                .put("version", facts.version());
        try {
            AtomicFile.write(file, json + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /**
     * Reads the facts of a run directory; empty if it is not the directory of a shard.
     *
     * @throws InputException if the file does not have this format
     */
    public static Optional<ShardFacts> in(Path run) {
        return read(run.resolve(NAME));
    }

    /** Reads the facts from a file; empty if there is no such file. */
    public static Optional<ShardFacts> read(Path file) {
        try {
            var json = JsonLine.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            if (!json.text("format").equals(FORMAT)) {
                throw new JsonLine.Damaged("'format' must be [" + FORMAT + "], found [" + json.text("format") + "]");
            }
            return Optional.of(new ShardFacts(
                    json.count("shard"),
                    json.count("of"),
                    json.text("run"),
                    json.whole("seed"),
                    json.text("plan_sha256"),
                    json.text("version")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonLine.Damaged | IllegalArgumentException e) {
            throw new InputException(List.of(new Problem(
                    new Location(file.toString(), 1, 1),
                    "not the facts of a shard: " + e.getMessage()
                            + ". The file is damaged, or another version of Assay wrote it; measure again.")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
