package dev.assay.run.drafts;

import dev.assay.input.YamlValue;
import dev.assay.plan.launch.ServeArguments;
import dev.assay.server.ServerIntroduction;
import dev.assay.server.engines.Engines;
import dev.assay.tools.gates.PrecisionInName;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The first {@code thresholds.yaml} and the first evalset for a server. No limit is set yet: each says {@code calibrate}, so that the first run
 * measures.
 *
 * @param directory where they are written
 * @param base the server's address, without {@code /v1}
 * @param model the model that is tested
 * @param key the environment variable that holds the server's key
 * @param tokenizer the content of the model's tokenizer.json; empty: there are no load tests
 */
public record FirstFiles(
        Path directory, URI base, ServerIntroduction.Model model, Optional<String> key, Optional<String> tokenizer) {
    private static final int INPUT = 128;
    private static final int OUTPUT = 64;

    private static final String QUESTIONS = """
            {"id": "sum", "type": "number", "question": "What is 17 + 25?", "answer": "42"}
            {"id": "change", "type": "number", "question": "A book costs 12 euros. How much change do you get from 20 euros?", "answer": "8"}
            {"id": "week", "type": "number", "question": "How many days are there in three weeks?", "answer": "21"}
            {"id": "share", "type": "number", "question": "Four people share 36 apples equally. How many does each get?", "answer": "9"}
            {"id": "capital", "type": "contains", "question": "What is the capital of France? Answer with one word.", "answer": "Paris"}
            {"id": "river", "type": "contains", "question": "Which river flows through London?", "answer": "Thames"}
            {"id": "planet", "type": "choice", "question": "Which planet is closest to the sun?", "options": ["Venus", "Mercury", "Mars", "Earth"], "answer": "B"}
            {"id": "water", "type": "choice", "question": "At how many degrees Celsius does water boil at sea level?", "options": ["50", "90", "100", "150"], "answer": "C"}
            """;

    /** Returns the files, none of which may exist. */
    public NewFiles files() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("thresholds.yaml", thresholds());
        texts.put("evalsets/first.jsonl", QUESTIONS);
        tokenizer.filter(text -> loaded()).ifPresent(text -> texts.put(tokenizerFile(), text));
        return new NewFiles(directory, texts);
    }

    private String name() {
        var last = model.name().substring(model.name().lastIndexOf('/') + 1);
        var name = last.replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceFirst("^[^A-Za-z0-9]+", "")
                .toLowerCase(Locale.ROOT);
        return name.isEmpty() ? "mine" : name;
    }

    private String tokenizerFile() {
        return "tokenizers/" + name() + ".json";
    }

    /** Returns whether a prompt and an answer of the load test fit. */
    private boolean fits() {
        return model.contextTokens().filter(most -> most < INPUT + OUTPUT).isEmpty();
    }

    private String thresholds() {
        var lines = new ArrayList<String>();
        lines.add("# Written by `assay init` for " + oneLine(base.toString())
                + ". Every key: docs/thresholds.md of Assay.");
        lines.add("version: 1");
        if (loaded()) {
            lines.add("workloads:");
            lines.add("  short: {input-tokens: " + INPUT + ", output-tokens: " + OUTPUT + ", api: completions}");
        }
        lines.add("deployments:");
        lines.add("  " + quoted(name()) + ":");
        lines.add("    model: " + quoted(model.checkpoint().orElse(model.name())));
        lines.add("    served-name: " + quoted(model.name()));
        if (loaded()) {
            lines.add("    tokenizer: " + quoted(tokenizerFile()));
        }
        var precision = PrecisionInName.of(model.checkpoint().orElse("") + " " + model.name());
        lines.add("    precision: "
                + precision.orElse("not-stated    # for reports: write bf16, fp8, int4 or what it is"));
        lines.add("    engine: " + model.engine());
        model.version()
                .ifPresent(version -> lines.add("    # engine-version: " + quoted(version)
                        + "    # without the '#', another version is UNMEASURED"));
        key.ifPresent(
                variable -> lines.add("    key: " + variable + "    # the environment variable that holds the key"));
        lines.addAll(List.of(
                "    accuracy:",
                "      - evalset: first              # evalsets/first.jsonl: replace its questions by yours",
                "        limits:",
                "          accuracy: calibrate       # measured first; then a limit, such as {min: 6/8}",
                "          truncated: calibrate      # answers that were cut off, such as {max: 0}"));
        if (loaded()) {
            lines.addAll(List.of(
                    "    load:",
                    "      - cell: c4",
                    "        workload: short",
                    "        concurrency: 4              # always 4 requests in flight",
                    "        requests: 40",
                    "        limits:",
                    "          ttft.mean: calibrate      # time to the first token, such as {max: 300 ms}",
                    "          tpot.mean: calibrate      # time per further token",
                    "          qps: calibrate            # requests per second, such as {min: 2/s}"));
        }
        return String.join("\n", lines) + "\n";
    }

    private boolean loaded() {
        return tokenizer.isPresent() && fits();
    }

    /** Returns what was found out and what to do next, for a console. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(base + " serves [" + oneLine(model.name()) + "], engine " + model.engine()
                + model.version().map(version -> " " + oneLine(version)).orElse(""));
        files().texts().keySet().forEach(name -> lines.add("written: " + directory.resolve(name)));
        if (tokenizer.isEmpty()) {
            lines.add(
                    "no load test: it needs the model's tokenizer.json, to make prompts of an exact length. Give it with"
                            + " --tokenizer FILE, or write the load test yourself (examples/README.md)");
        } else if (!fits()) {
            lines.add("no load test: the server takes " + model.contextTokens().orElseThrow()
                    + " tokens in all, and the first load test needs " + (INPUT + OUTPUT));
        }
        lines.add("Next: measure, which sets no limit (INCONCLUSIVE, exit status 3):");
        lines.add("  " + command(Stream.concat(here(), Stream.of("--endpoint", base.toString()))));
        lines.add("Then: write limits in place of `calibrate` (docs/thresholds.md, setting a limit).");
        if (!Engines.named(model.engine()).command().isEmpty()) {
            lines.add(
                    "Or let Assay compute them from five starts of a server that it starts itself, with the arguments that you write"
                            + " under `serve`:");
            lines.add("  " + command(Stream.concat(here(), Stream.of("--target", "process", "--calibrate", "5"))));
        }
        return lines;
    }

    /** Returns the option with the directory; none for the current one, which is the default. */
    private Stream<String> here() {
        return directory.toString().isEmpty() ? Stream.of() : Stream.of("--directory", directory.toString());
    }

    private static String command(Stream<String> options) {
        return new ServeArguments(Stream.concat(Stream.of("java", "-jar", "assay.jar", "verify"), options)
                        .toList())
                .shown();
    }

    private static String quoted(String text) {
        return YamlValue.quoted(text).flow();
    }

    /** A server's words in a line of their own. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029]", "\uFFFD");
    }
}
