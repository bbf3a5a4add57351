package dev.assay.tools.gates;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the test cases of vllm-ascend's {@code tests/e2e/nightly} and {@code weekly}, which AISBench runs. A performance case passes if the
 * throughput of output tokens is at least {@code threshold} · {@code baseline}, an accuracy case if the accuracy in percent differs from
 * {@code baseline} by at most {@code threshold}. Keys and defaults are those of its {@code tools/aisbench.py} of 2026-08.
 */
final class AscendCasesFile {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal USUAL_BASELINE = BigDecimal.ONE;
    private static final BigDecimal USUAL_THRESHOLD = new BigDecimal("0.97");
    private static final BigDecimal MOST_TPS = new BigDecimal("1e9");

    /** What the names of their data sets say of the length of the prompts: {@code GSM8K-in3500-bs400}, {@code in254k}. */
    private static final Pattern INPUT = Pattern.compile("(?<![A-Za-z0-9])in([1-9][0-9]{0,6})(k?)(?![A-Za-z0-9])");

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)})");
    private static final Set<String> PORTS = Set.of("SERVER_PORT", "ENCODE_PORT", "PD_PORT", "PROXY_PORT");

    private static final List<String> SAMPLING = List.of(
            "temperature", "top_p", "top_k", "min_p", "seed", "presence_penalty", "repetition_penalty", "thinking");

    /** Keys of generation_config.json that people left in their cases. */
    private static final List<String> UNUSED =
            List.of("bos_token_id", "eos_token_id", "do_sample", "transformers_version");

    private static final Set<String> SPLIT = Set.of("epd_server_cmds", "epd_proxy_args");

    private AscendCasesFile() {}

    static boolean recognises(Node.Mapping root) {
        return root.value("test_cases") instanceof Node.Sequence;
    }

    static List<DeploymentRow> read(Node.Mapping root, GateReading reading) {
        var fields = new Fields(root, "a file of test cases of vllm-ascend", reading.problems);
        // Such keys hold only values that the cases refer to.
        root.entries().stream()
                .map(Node.Entry::key)
                .filter(key -> key.startsWith("_"))
                .forEach(fields::optional);
        var rows = new ArrayList<DeploymentRow>();
        for (var item : fields.list("test_cases")) {
            var test = Fields.of(item, "a test case", reading.problems);
            if (test != null) {
                var row = testCase(test, reading);
                if (row != null) {
                    rows.add(row);
                }
            }
        }
        fields.refuseOthers(Map.of());
        return rows;
    }

    private static @Nullable DeploymentRow testCase(Fields test, GateReading reading) {
        var name = test.text("name");
        var model = test.text("model");
        var mode = test.optional("service_mode") == null ? "openai" : test.optionalText("service_mode");
        var variables = reading.variables(test, "envs");
        var words = new ArrayList<>(reading.texts(test, "server_cmd"));
        words.addAll(reading.texts(test, "server_cmd_extra"));
        leaveOutOtherTests(test, reading);
        var load = new ArrayList<LoadRow>();
        var benchmarks = test.optional("benchmarks");
        if (benchmarks != null && !GateReading.isNull(benchmarks)) {
            for (var entry : test.entries("benchmarks")) {
                if (!GateReading.isNull(entry.value())) {
                    benchmark(entry, load, reading);
                }
            }
        }
        SPLIT.forEach(test::optional);
        test.refuseOthers(Map.of());
        if (mode != null && !mode.equals("openai")) {
            reading.leaveOut(
                    test.place(),
                    "the server of [" + name + "]: Assay starts one command for a server, not several (" + mode + ")");
        }
        return name == null || model == null || load.isEmpty()
                ? null
                : new DeploymentRow(
                        name,
                        model,
                        PrecisionInName.or(model),
                        server(words, variables),
                        reading.file + ":" + test.place().line(),
                        List.of(),
                        load);
    }

    /** Of the requests that a case sends beside its benchmarks, Assay has its own: the protocol test. */
    private static void leaveOutOtherTests(Fields test, GateReading reading) {
        reading.leaveOut(
                test,
                "test_content",
                "Assay checks completions and chats in its own protocol test; write other checks by yourself");
        for (var key : List.of("prompts", "api_keyword_args", "expected_response", "mm_request")) {
            reading.leaveOut(test, key, "Assay's protocol test has its own requests");
        }
        reading.leaveOut(
                test,
                "benchmark_comparisons_args",
                "a ratio of two load tests is written under 'ratios' (docs/thresholds.md)");
        reading.leaveOut(test, "special_dependencies", "install what the server needs before it is started");
        reading.leaveOut(test, "kv_pool", "start the pool before the server");
    }

    private static ServerRow server(List<String> words, Map<String, String> variables) {
        var serve = new ArrayList<String>();
        for (var i = 0; i < words.size(); i++) {
            // Assay gives the server its address.
            if (words.get(i).equals("--port") || words.get(i).equals("--host")) {
                i++;
            } else if (!words.get(i).matches("--(port|host)=.*")) {
                serve.add(VARIABLE.matcher(words.get(i))
                        .replaceAll(found -> Matcher.quoteReplacement(variables.getOrDefault(
                                found.group(1) == null ? found.group(2) : found.group(1), found.group()))));
            }
        }
        var env = new LinkedHashMap<>(variables);
        env.keySet().removeAll(PORTS);
        return new ServerRow(serve, env, Optional.empty(), Optional.empty());
    }

    private static void benchmark(Node.Entry entry, List<LoadRow> load, GateReading reading) {
        var fields = Fields.of(entry.value(), "a benchmark", reading.problems);
        if (fields == null) {
            return;
        }
        var kind = fields.choice("case_type", List.of("performance", "accuracy"));
        var dataset = fields.text("dataset_path");
        for (var key : List.of(
                "request_conf",
                "dataset_conf",
                "dataset_path_local",
                "model_path",
                "case_name",
                "trust_remote_code",
                "no_pred")) {
            fields.optional(key);
        }
        var questions = reading.optionalCount(fields, "num_prompts", 1);
        var output = reading.count(fields, "max_out_len", 1);
        var batch = reading.count(fields, "batch_size", 1);
        var rate = reading.optionalUpTo(fields, "request_rate", BigDecimal.valueOf(GateReading.MOST), BigDecimal.ZERO);
        var performance = "performance".equals(kind);
        var most = performance ? MOST_TPS : HUNDRED;
        var baseline = reading.optionalUpTo(fields, "baseline", most, USUAL_BASELINE);
        var threshold = reading.optionalUpTo(
                fields,
                "threshold",
                performance ? BigDecimal.TEN : HUNDRED,
                performance ? USUAL_THRESHOLD : BigDecimal.ONE);
        var sampling = performance
                ? "load tests ask for the most probable tokens, without thinking or with it as the server decides"
                : "of these, an evalset has 'temperature' and 'thinking' in its manifest";
        SAMPLING.forEach(key -> reading.leaveOut(fields, key, sampling));
        UNUSED.forEach(key -> reading.leaveOut(fields, key, "AISBench does not read it"));
        fields.optional("ignore_eos"); // performance tests always ask for it
        fields.refuseOthers(Map.of());
        if (kind == null
                || dataset == null
                || output == null
                || batch == null
                || rate == null
                || baseline == null
                || threshold == null) {
            return;
        }
        if (!performance) {
            var limit = LimitRow.accuracy(
                    baseline.subtract(threshold).max(BigDecimal.ZERO).movePointLeft(2),
                    baseline.add(threshold).movePointLeft(2));
            reading.leaveOut(
                    entry.place(),
                    "the accuracy of [" + dataset
                            + "]: Assay does not have its questions and its prompt. Make an evalset"
                            + " (docs/evalsets.md), with max-tokens " + output + " and the limit " + limit.figure()
                            + ": "
                            + limit.written());
            return;
        }
        var input = INPUT.matcher(dataset);
        if (!input.find()) {
            reading.leaveOut(
                    entry.place(),
                    "the load test [" + entry.key() + "] with the prompts of [" + dataset
                            + "], whose lengths are not known. Put the"
                            + " prompts into a file (prompt-file, docs/thresholds.md)");
            return;
        }
        reading.leaveOut(
                entry.place(),
                "the prompts of [" + entry.key()
                        + "]: Assay sends random words to /v1/completions, as long as the name of ["
                        + dataset
                        + "] says; AISBench sends the texts of that data set as chats. If the texts begin alike, write"
                        + " 'prompts: {shared-prefix: …}'");
        load.add(new LoadRow(
                entry.key(),
                tokens(input.group(1), input.group(2)),
                output,
                rate.signum() == 0
                        ? new LoadRow.Pace.Concurrency(questions == null ? batch : Math.min(batch, questions))
                        : new LoadRow.Pace.Rate(rate, batch),
                Optional.ofNullable(questions),
                Optional.empty(),
                1,
                "",
                reading.file + ":" + fields.placeOf("baseline").line() + ": baseline " + LimitRow.digits(baseline)
                        + " tok/s, threshold " + LimitRow.digits(threshold),
                List.of(limit(fields, baseline, threshold, reading))));
    }

    private static int tokens(String number, String thousands) {
        return Math.min(GateReading.MOST, Integer.parseInt(number) * (thousands.isEmpty() ? 1 : 1024));
    }

    private static LimitRow limit(Fields fields, BigDecimal baseline, BigDecimal threshold, GateReading reading) {
        var least = baseline.multiply(threshold, MathContext.DECIMAL64);
        if (baseline.compareTo(USUAL_BASELINE) > 0 && least.signum() > 0) {
            return LimitRow.min("output-tps", least, "tok/s");
        }
        reading.leaveOut(
                fields.placeOf("baseline"),
                "the limit: a baseline of " + LimitRow.digits(baseline)
                        + " tok/s is a place holder that every server passes. The row says 'calibrate' in its place");
        return LimitRow.calibrate("output-tps");
    }
}
