package dev.assay.suite;

import dev.assay.testing.SmallServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** A gate in a folder of its own, with two small load tests, c1 and c2, on servers that it starts itself. */
public final class ServedGate {
    static final String FIRST = "small c1";
    static final String SECOND = "small c2";
    /** Takes each word for a token, and is loaded in no time. */
    private static final String TOKENIZER = """
            {
              "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
              "normalizer": null, "post_processor": null, "decoder": null,
              "pre_tokenizer": {"type": "Split", "pattern": {"Regex": " [a-z]+"}, "behavior": "Isolated", "invert": false},
              "model": {"type": "WordLevel", "unk_token": "?", "vocab": {WORDS}}
            }
            """;

    private final Path folder;

    private ServedGate(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes it.
     *
     * @param keys further keys of the deployment, a line each
     */
    public static ServedGate in(Path folder, String... keys) {
        try {
            Files.createDirectories(folder.resolve("tokenizers"));
            Files.writeString(folder.resolve("tokenizers/words.json"), TOKENIZER.replace("WORDS", words()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var gate = new ServedGate(folder);
        gate.write(keys);
        return gate;
    }

    private static String words() {
        return "\"?\": 0"
                + "abcdefghijklmnopqrstuvwxyz"
                        .chars()
                        .mapToObj(
                                letter -> ", \" " + Character.toString(letter).repeat(3) + "\": " + (letter - 'a' + 1))
                        .collect(Collectors.joining());
    }

    /** Writes thresholds.yaml, with other keys of the deployment. */
    public void write(String... keys) {
        var command = SmallServer.command().stream()
                .map(JsonMapper.shared()::writeValueAsString)
                .collect(Collectors.joining(", "));
        var text = """
                version: 1
                workloads:
                  tiny: {input-tokens: 4, output-tokens: 2, api: completions}
                deployments:
                  small:
                    model: small
                    tokenizer: tokenizers/words.json
                    precision: bf16
                    engine: vllm
                    command: [COMMAND]
                KEYS    load:
                      - {cell: c1, workload: tiny, concurrency: 1, requests: 5, warmup: 0, limits: {input-tokens.mean: {max: 4 tokens}}}
                      - {cell: c2, workload: tiny, concurrency: 1, requests: 5, warmup: 0, limits: {input-tokens.mean: {max: 4 tokens}}}
                """.replace("COMMAND", command).replace(
                "KEYS", List.of(keys).stream().map(key -> "    " + key + "\n").collect(Collectors.joining()));
        try {
            Files.writeString(folder.resolve("thresholds.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the two load tests. */
    public GateRun run(String... properties) {
        return GateRun.of("load", folder, properties);
    }

    /** Returns the directories of its runs, the oldest first. */
    public List<Path> runs() {
        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            return runs.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
