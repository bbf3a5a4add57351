package dev.assay.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.input.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** A directory with a thresholds.yaml that is good until a test spoils a part of it. */
final class Workspace {
    static final Vocabulary VOCABULARY = new Vocabulary(
            Map.of(
                    "tpot.mean", new Scale(Unit.MILLISECONDS, Better.LESS),
                    "ttft.p90", new Scale(Unit.MILLISECONDS, Better.LESS),
                    "qps", new Scale(Unit.PER_SECOND, Better.MORE),
                    "output-tps", new Scale(Unit.TOKENS_PER_SECOND, Better.MORE),
                    "n.mean", new Scale(Unit.TOKENS, Better.NEITHER),
                    "ok", new Scale(Unit.SHARE, Better.MORE)),
            List.of("ttft", "tpot", "e2e"),
            Map.of(
                    "accuracy", new Scale(Unit.SHARE, Better.MORE),
                    "truncated", new Scale(Unit.COUNT, Better.LESS),
                    "empty", new Scale(Unit.SHARE, Better.LESS)),
            List.of("number", "exact", "contains"),
            List.of("vllm", "generic"));

    static final String GOOD = """
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

    static final String QUESTIONS = """
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

    Workspace(Path directory) {
        this.directory = directory;
        write("thresholds.yaml", GOOD);
        write("tokenizers/smollm2.json", "{}");
        evalset(MANIFEST, QUESTIONS);
    }

    Path directory() {
        return directory;
    }

    Workspace write(String name, String content) {
        try {
            var file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Returns what thresholds.yaml has now. */
    String content() {
        try {
            return Files.readString(directory.resolve("thresholds.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Workspace delete(String name) {
        try {
            Files.delete(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Writes the good thresholds.yaml with one part exchanged, which must be in it. */
    Workspace with(String part, String instead) {
        Assertions.assertThat(GOOD).contains(part);
        return write("thresholds.yaml", GOOD.replace(part, instead));
    }

    /** Writes the good questions under a manifest of which one part is exchanged. */
    Workspace withManifest(String part, String instead) {
        var whole = MANIFEST + "sha256: " + sha256(QUESTIONS) + "\n";
        Assertions.assertThat(whole).contains(part);
        return write("evalsets/first_light_v1.yaml", whole.replace(part, instead));
    }

    /** Writes other questions, with a manifest that fits. */
    Workspace withQuestions(String questions) {
        return evalset(MANIFEST, questions);
    }

    private Workspace evalset(String manifest, String questions) {
        write("evalsets/first_light_v1.jsonl", questions);
        return write("evalsets/first_light_v1.yaml", manifest + "sha256: " + sha256(questions) + "\n");
    }

    Thresholds read() {
        return Thresholds.read(directory, VOCABULARY);
    }

    /** Returns the whole message of the refusal. */
    String refusal() {
        try {
            read();
        } catch (InputException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("nothing was refused");
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
