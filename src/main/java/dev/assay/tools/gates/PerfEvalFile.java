package dev.assay.tools.gates;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a workload of vLLM's perf-eval. It sets no limits: its results go to a page where people compare them. So each row says
 * {@code calibrate}. Keys and defaults are those of its {@code lib/parse_workload.py} of 2026-08.
 */
final class PerfEvalFile {
    /** The figures that perf-eval shows of a load test. */
    private static final List<LimitRow> FIGURES = List.of(
            LimitRow.calibrate("ttft.mean"),
            LimitRow.calibrate("tpot.mean"),
            LimitRow.calibrate("e2e.mean"),
            LimitRow.calibrate("output-tps"));

    /** Without a backend, {@code vllm bench serve} uses the completions route. */
    private static final Set<String> COMPLETIONS = Set.of("", "openai", "vllm");

    private static final int SHOTS = 0;
    private static final String NO_LIMIT = "perf-eval sets no limit";

    private PerfEvalFile() {}

    static boolean recognises(Node.Mapping root) {
        return root.value("vllm") instanceof Node.Mapping && root.value("gpu") != null;
    }

    static List<DeploymentRow> read(Node.Mapping root, GateReading reading) {
        var fields = new Fields(root, "a workload of perf-eval", reading.problems);
        var name = fields.text("name");
        var gpu = fields.text("gpu");
        var gpus = reading.optionalCount(fields, "num_gpus", 1);
        var tier = fields.flag("nightly") ? "nightly" : "";
        var vllm = fields.mapping("vllm");
        reading.leaveOut(fields, "timeout_in_minutes", "give the whole run a time with -Dassay.budget");
        var bfcl = fields.optionalMapping("bfcl");
        if (bfcl != null) {
            reading.leaveOut(
                    bfcl.place(),
                    "'bfcl': calls of functions are questions of type tool-call, which you write yourself (docs/evalsets.md)");
        }
        var accuracy = accuracy(fields.optionalMapping("lm_eval"), tier, reading);
        var bench = fields.optionalMapping("vllm_bench");
        var load = new ArrayList<LoadRow>();
        var precision = bench == null ? null : bench(bench, tier, load, reading);
        fields.refuseOthers(Map.of());
        if (vllm == null) {
            return List.of();
        }
        var model = vllm.text("model");
        var server = new ServerRow(
                reading.words(vllm, "serve_args"),
                reading.variables(vllm, "env"),
                Optional.ofNullable(vllm.optionalText("image")),
                Optional.empty());
        vllm.refuseOthers(Map.of());
        if (name == null || gpu == null || model == null || (accuracy.isEmpty() && load.isEmpty())) {
            return List.of();
        }
        return List.of(new DeploymentRow(
                name,
                model,
                precision == null ? PrecisionInName.or(model) : precision,
                server,
                reading.file + ", on " + (gpus == null ? "" : gpus + " ") + gpu,
                accuracy,
                load));
    }

    private static List<AccuracyRow> accuracy(@Nullable Fields fields, String tier, GateReading reading) {
        var rows = new ArrayList<AccuracyRow>();
        if (fields == null) {
            return rows;
        }
        var common = modelArgs(fields.optionalMapping("model_args"), reading);
        for (var item : fields.list("tasks")) {
            var task = Fields.of(item, "a task", reading.problems);
            if (task == null) {
                continue;
            }
            var name = task.text("name");
            var written = reading.optionalCount(task, "num_fewshot", 0);
            var own = modelArgs(task.optionalMapping("model_args"), reading).over(common);
            task.refuseOthers(Map.of());
            var shots = written == null ? SHOTS : written;
            if (name == null) {
                continue;
            }
            if (!name.equals("gsm8k") || shots > Gsm8k.MOST_SHOTS) {
                reading.leaveOut(
                        task.place(),
                        "the task [" + name + "] with " + shots + " examples: no evalset of Assay has "
                                + (name.equals("gsm8k") ? "so many examples" : "its questions")
                                + ". Make one (docs/evalsets.md)");
                continue;
            }
            rows.add(new AccuracyRow(
                    new Gsm8k(
                            "lm-eval",
                            Optional.empty(),
                            shots,
                            Gsm8k.Asking.COMPLETIONS,
                            own.maxTokens == null ? AscendAccuracyFile.MAX_TOKENS : own.maxTokens,
                            AscendAccuracyFile.STOP,
                            ""),
                    own.inFlight == null ? 1 : own.inFlight,
                    tier,
                    reading.file + ":" + task.place().line() + ": " + NO_LIMIT,
                    List.of(LimitRow.calibrate("accuracy"))));
        }
        fields.refuseOthers(Map.of());
        return rows;
    }

    /** The model arguments of a task, or of all tasks, that change how questions are asked. */
    private record ModelArgs(
            @Nullable Integer inFlight, @Nullable Integer maxTokens) {
        private static final ModelArgs NONE = new ModelArgs(null, null);

        /** Returns these arguments, and those of all tasks that are missing here. */
        ModelArgs over(ModelArgs common) {
            return new ModelArgs(
                    inFlight == null ? common.inFlight : inFlight, maxTokens == null ? common.maxTokens : maxTokens);
        }
    }

    private static ModelArgs modelArgs(@Nullable Fields fields, GateReading reading) {
        if (fields == null) {
            return ModelArgs.NONE;
        }
        var inFlight = reading.optionalCount(fields, "num_concurrent", 1);
        var maxTokens = reading.optionalCount(fields, "max_gen_toks", 1);
        // They say how lm-evaluation-harness counts tokens, which Assay leaves to the server.
        List.of("tokenized_requests", "tokenizer_backend", "tokenizer", "max_length")
                .forEach(fields::optional);
        reading.leaveOut(fields, "timeout", GateReading.TIMEOUT);
        fields.refuseOthers(Map.of());
        return new ModelArgs(inFlight, maxTokens);
    }

    /** Adds the load tests, and returns the precision if the file says it. */
    private static @Nullable String bench(Fields bench, String tier, List<LoadRow> rows, GateReading reading) {
        for (var item : bench.list("configs")) {
            var config = Fields.of(item, "a config of vllm_bench", reading.problems);
            if (config != null) {
                rows.addAll(config(config, tier, reading));
            }
        }
        var metadata = bench.optionalMapping("metadata");
        bench.refuseOthers(Map.of());
        if (metadata == null) {
            return null;
        }
        var precision = metadata.optionalText("precision");
        List.of("device", "tp").forEach(metadata::optional);
        metadata.refuseOthers(Map.of());
        return precision;
    }

    private static List<LoadRow> config(Fields config, String tier, GateReading reading) {
        var name = config.text("name");
        var backend = config.optional("backend") == null ? "" : config.optionalText("backend");
        var dataset = config.optional("dataset") == null ? "random" : config.optionalText("dataset");
        var input = reading.count(config, "input_len", 1);
        var output = reading.count(config, "output_len", 1);
        var requests = counts(config, "num_prompts", reading);
        var inFlight = counts(config, "max_concurrency", reading);
        var repetitions = reading.optionalCount(config, "repetitions", 1);
        var warmup = warmup(config, reading);
        List.of("speed_bench_dataset_subset", "speed_bench_category").forEach(config::optional);
        config.refuseOthers(Map.of());
        if (name == null || backend == null || dataset == null || input == null || output == null) {
            return List.of();
        }
        if (!dataset.equals("random") || !COMPLETIONS.contains(backend)) {
            reading.leaveOut(
                    config.place(),
                    "the load test [" + name + "]: "
                            + (dataset.equals("random")
                                    ? "it sends chats (" + backend
                                            + "), and load tests of Assay use only /v1/completions"
                                    : "its prompts are those of [" + dataset
                                            + "]. Put them into a file (prompt-file, docs/thresholds.md)"));
            return List.of();
        }
        if (requests.size() > 1 && requests.size() != inFlight.size()) {
            reading.problems.add(
                    config.placeOf("num_prompts"),
                    "'num_prompts' must have as many numbers as 'max_concurrency', " + inFlight.size() + ", found "
                            + requests.size());
            return List.of();
        }
        if (repetitions != null && repetitions > 1) {
            reading.leaveOut(
                    config.placeOf("repetitions"),
                    "perf-eval repeats on one start of the server and takes the median; Assay repeats at fresh starts and takes the mean");
        }
        var rows = new ArrayList<LoadRow>();
        for (var i = 0; i < inFlight.size() && !requests.isEmpty(); i++) {
            var sent = requests.get(Math.min(i, requests.size() - 1));
            rows.add(new LoadRow(
                    name + "-conc-" + inFlight.get(i),
                    input,
                    output,
                    new LoadRow.Pace.Concurrency(Math.min(inFlight.get(i), sent)),
                    Optional.of(sent),
                    Optional.ofNullable(warmup),
                    repetitions == null ? 1 : repetitions,
                    tier,
                    reading.file + ":" + config.place().line() + ": " + NO_LIMIT,
                    FIGURES));
        }
        return rows;
    }

    /** Returns one number, or those of a list. */
    private static List<Integer> counts(Fields fields, String key, GateReading reading) {
        if (!(fields.optional(key) instanceof Node.Sequence list)) {
            var count = reading.count(fields, key, 1);
            return count == null ? List.of() : List.of(count);
        }
        var counts = new ArrayList<Integer>();
        for (var item : list.items()) {
            if (item instanceof Node.Scalar scalar
                    && scalar.kind() == Node.Kind.NUMBER
                    && scalar.text().matches("[1-9][0-9]{0,6}")) {
                counts.add(Integer.valueOf(scalar.text()));
            } else {
                reading.problems.add(
                        item.place(),
                        "each number of '" + key + "' must be a whole number from 1 to 9999999, found " + item.found());
            }
        }
        if (list.items().isEmpty()) {
            reading.problems.add(list.place(), "'" + key + "' is an empty list");
        }
        return counts;
    }

    /** Returns how many requests are sent before the measured ones; absent if the file does not say it. */
    private static @Nullable Integer warmup(Fields config, GateReading reading) {
        var node = config.optional("args");
        if (node == null || GateReading.isNull(node)) {
            return null;
        }
        Integer warmup = null;
        for (var entry : config.entries("args")) {
            var option = entry.key().replaceFirst("^-+", "").replace('_', '-');
            if (option.equals("num-warmups")) {
                warmup = reading.optionalCount(
                        new Fields(new Node.Mapping(List.of(entry), entry.place()), "'args'", reading.problems),
                        entry.key(),
                        0);
            } else if (!option.equals("disable-tqdm")) {
                reading.leaveOut(
                        entry.place(),
                        "the argument '" + entry.key() + "' of vllm bench serve: the requests are sent without it");
            }
        }
        return warmup;
    }
}
