package dev.assay.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The files of a small gate in a folder of its own, with one deployment, {@code small}. */
public record GateFiles(Path folder) {
    /** A limit that only a fault can miss. */
    public static final String KEPT = "input-tokens.mean: {max: 4 tokens}";
    /** Takes each word for a token, and is loaded in no time. */
    private static final String TOKENIZER = """
            {
              "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
              "normalizer": null, "post_processor": null, "decoder": null,
              "pre_tokenizer": {"type": "Split", "pattern": {"Regex": " [a-z]+"}, "behavior": "Isolated", "invert": false},
              "model": {"type": "WordLevel", "unk_token": "?", "vocab": {WORDS}}
            }
            """;

    /** Writes the tokenizer, whose words are {@code aaa} to {@code zzz}. */
    public static GateFiles in(Path folder) {
        var words = "abcdefghijklmnopqrstuvwxyz"
                .chars()
                .mapToObj(letter -> ", \" " + Character.toString(letter).repeat(3) + "\": " + (letter - 'a' + 1))
                .collect(Collectors.joining());
        var files = new GateFiles(folder);
        files.write("tokenizers/words.json", TOKENIZER.replace("WORDS", "\"?\": 0" + words));
        return files;
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an evalset of questions {@code What is 40 + 1?}, {@code What is 40 + 2?} and so on. */
    public GateFiles sums(String evalset, int questions) {
        var lines = IntStream.rangeClosed(1, questions)
                .mapToObj(number -> """
                        {"id": "sum-%1$d", "type": "number", "question": "What is 40 + %1$d?", "answer": "%2$d"}
                        """.formatted(number, 40 + number))
                .collect(Collectors.joining());
        write("evalsets/" + evalset + ".jsonl", lines);
        return this;
    }

    /**
     * Writes thresholds.yaml.
     *
     * @param keys further keys of the deployment
     * @param tests keys that say what is tested
     */
    public GateFiles deployment(List<String> keys, String... tests) {
        var lines = Stream.concat(keys.stream(), Stream.of(tests)).map(key -> "    " + key + "\n");
        write("thresholds.yaml", """
                version: 1
                workloads:
                  tiny: {input-tokens: 4, output-tokens: 2, api: completions}
                deployments:
                  small:
                    model: small
                    tokenizer: tokenizers/words.json
                    precision: bf16
                    engine: vllm
                """ + lines.collect(Collectors.joining()));
        return this;
    }

    /** Returns a key of the deployment with the tests of one kind, {@code accuracy} or {@code load}. */
    public static String tests(String kind, String... tests) {
        return kind + ":" + Stream.of(tests).map(test -> "\n      - " + test).collect(Collectors.joining());
    }

    /** Returns a load test whose requests are sent one after the other. */
    public static String cell(String name, int requests, String limits) {
        return "{cell: " + name + ", workload: tiny, concurrency: 1, requests: " + requests + ", warmup: 0, limits: {"
                + limits + "}}";
    }

    /** Returns the directories of its runs, the oldest first. */
    public List<Path> runs() {
        var runs = folder.resolve("runs");
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (var all = Files.list(runs)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
