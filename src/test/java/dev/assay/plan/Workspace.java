package dev.assay.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.input.InputException;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.KnownNames;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.Unit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** A directory with a valid thresholds.yaml. A test can replace a part of it. */
public final class Workspace {
    public static final KnownNames VOCABULARY = new KnownNames(
            List.of(
                    figure("tpot.mean", Unit.MILLISECONDS, Direction.LESS),
                    figure("ttft.p90", Unit.MILLISECONDS, Direction.LESS),
                    figure("qps", Unit.PER_SECOND, Direction.MORE),
                    figure("output-tps", Unit.TOKENS_PER_SECOND, Direction.MORE),
                    figure("n.mean", Unit.TOKENS, Direction.NEITHER),
                    figure("ok", Unit.SHARE, Direction.MORE)),
            Stream.of("ttft", "tpot", "e2e")
                    .map(key -> figure(key, Unit.MILLISECONDS, Direction.LESS))
                    .toList(),
            List.of(
                    figure("accuracy", Unit.SHARE, Direction.MORE),
                    figure("truncated", Unit.COUNT, Direction.LESS),
                    figure("empty", Unit.SHARE, Direction.LESS)),
            List.of(figure("nll", Unit.NATS, Direction.LESS), figure("perplexity", Unit.NUMBER, Direction.LESS)),
            List.of("vllm", "generic"),
            List.of("vllm"));

    /** A figure that nothing computes. */
    private record Figure(String key, Unit unit, Direction better) implements NamedFigure {
        @Override
        public String toString() {
            return key;
        }
    }

    /** Returns a figure for a file to name. */
    public static NamedFigure figure(String key, Unit unit, Direction better) {
        return new Figure(key, unit, better);
    }

    public static final String GOOD = """
            version: 1
            workloads:
              short-256-64: {input-tokens: 256, output-tokens: 64, api: completions}
            deployments:
              smollm2-135m:
                model: HuggingFaceTB/SmolLM2-135M-Instruct
                tokenizer: tokenizers/smollm2.json
                precision: bf16
                engine: vllm
                load:
                  - cell: c4
                    workload: short-256-64
                    concurrency: 4
                    limits:
                      tpot.mean: {max: 39.2 ms}
                accuracy:
                  - evalset: first_light_v1
                    limits:
                      accuracy: {min: 1/2}
            """;

    public static final String QUESTIONS = """
            {"id": "sum-1", "type": "number", "question": "What is 1 + 1?", "answer": "2"}
            {"id": "sea-1", "type": "contains", "question": "Name a sea.", "answer": "sea"}
            """;

    private static final String MANIFEST = """
            title: First light
            max-tokens: 64
            thinking: off
            licence: CC0-1.0
            source: written for this test
            """;

    private final Path directory;

    public Workspace(Path directory) {
        this.directory = directory;
        write("thresholds.yaml", GOOD);
        write("tokenizers/smollm2.json", "{}");
        evalset(MANIFEST, QUESTIONS);
    }

    public Path directory() {
        return directory;
    }

    public Workspace write(String name, String content) {
        try {
            var file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Returns the current content of thresholds.yaml. */
    public String content() {
        try {
            return Files.readString(directory.resolve("thresholds.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Workspace delete(String name) {
        try {
            Files.delete(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Writes the valid thresholds.yaml with one part replaced. The part must be in it. */
    public Workspace with(String part, String instead) {
        Assertions.assertThat(GOOD).contains(part);
        return write("thresholds.yaml", GOOD.replace(part, instead));
    }

    /** Writes the manifest of the valid questions with one part replaced. */
    public Workspace withManifest(String part, String instead) {
        var whole = MANIFEST + "sha256: " + sha256(QUESTIONS) + "\n";
        Assertions.assertThat(whole).contains(part);
        return write("evalsets/first_light_v1.yaml", whole.replace(part, instead));
    }

    /** Writes other questions, with a manifest that has their hash. */
    public Workspace withQuestions(String questions) {
        return evalset(MANIFEST, questions);
    }

    private Workspace evalset(String manifest, String questions) {
        write("evalsets/first_light_v1.jsonl", questions);
        return write("evalsets/first_light_v1.yaml", manifest + "sha256: " + sha256(questions) + "\n");
    }

    public Thresholds read() {
        return Thresholds.read(directory, VOCABULARY);
    }

    /** Reads the files, which must be refused, and returns the whole message. */
    public String refusal() {
        try {
            read();
        } catch (InputException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("nothing was refused");
    }

    public static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
