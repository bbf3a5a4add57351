package dev.assay.tools.gates;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a config of vLLM's {@code tests/evals/gsm8k}. Its test passes if the accuracy is at least {@code accuracy_threshold} − {@code tolerance},
 * and the acceptance length at least {@code min_acceptance_length}. Keys and defaults are those of {@code test_gsm8k_correctness.py} and
 * {@code gsm8k_eval.py} of 2026-08.
 */
final class VllmGsm8kFile {
    /** What the test subtracts from the threshold if the file does not say it. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.08");

    /** The script opens no more connections unless the file says it: the default of aiohttp. */
    private static final int IN_FLIGHT = 100;

    private static final int MAX_TOKENS = 256;
    private static final List<String> STOP = List.of("Question", "Assistant:", "<|separator|>");

    private VllmGsm8kFile() {}

    static boolean recognises(Node.Mapping root) {
        return root.value("model_name") != null && root.value("accuracy_threshold") != null;
    }

    static List<DeploymentRow> read(Node.Mapping root, GateReading reading) {
        var fields = new Fields(root, "a GSM8K config of vLLM", reading.problems);
        var model = fields.text("model_name");
        var threshold = reading.share(fields, "accuracy_threshold");
        var tolerance = reading.optionalUpTo(fields, "tolerance", BigDecimal.ONE, TOLERANCE);
        var questions = reading.count(fields, "num_questions", 1);
        var shots = reading.count(fields, "num_fewshot", 0);
        var accepted = reading.optionalAbove0(fields, "min_acceptance_length");
        var maxTokens = reading.optionalCount(fields, "max_tokens", 1);
        var inFlight = reading.optionalCount(fields, "max_concurrency", 1);
        var chat = fields.flag("use_chat_completions");
        var prefix = fields.optional("gen_prefix") == null ? "" : fields.optionalText("gen_prefix");
        var serve = reading.words(fields, "server_args");
        var env = reading.variables(fields, "env");
        var start = reading.optionalCount(fields, "startup_max_wait_seconds", 1);
        var temperature = reading.optionalNumber(fields, "temperature");
        reading.leaveOut(fields, "seed", "an evalset that is asked with temperature 0 sends no seed");
        for (var key : List.of("request_timeout_seconds", "rocm_request_timeout_seconds")) {
            reading.leaveOut(fields, key, GateReading.TIMEOUT);
        }
        fields.refuseOthers(Map.of());
        if (model == null
                || threshold == null
                || tolerance == null
                || questions == null
                || shots == null
                || prefix == null) {
            return List.of();
        }
        if (shots > Gsm8k.MOST_SHOTS) {
            reading.leaveOut(
                    fields.placeOf("num_fewshot"),
                    "the whole file: " + shots + " solved examples; the folder evalsets/gsm8k has " + Gsm8k.MOST_SHOTS);
            return List.of();
        }
        if (temperature != null && temperature.signum() != 0) {
            reading.leaveOut(
                    fields.placeOf("temperature"),
                    "the questions are asked with temperature 0; write 'temperature' into the evalset's manifest");
        }
        if (questions < Gsm8k.QUESTIONS) {
            reading.leaveOut(
                    fields.placeOf("num_questions"),
                    "vLLM asks the first " + questions
                            + " questions; the evalset draws as many with a seed, because the first ones"
                            + " are not like the others");
        }
        var evalset = new Gsm8k(
                "vllm",
                Optional.of(questions),
                shots,
                chat ? Gsm8k.Asking.CHAT : Gsm8k.Asking.COMPLETIONS,
                maxTokens == null ? MAX_TOKENS : maxTokens,
                STOP,
                prefix);
        var row = new AccuracyRow(
                evalset,
                inFlight == null ? IN_FLIGHT : inFlight,
                "",
                reading.file + ":" + fields.placeOf("accuracy_threshold").line() + ": accuracy_threshold "
                        + LimitRow.digits(threshold) + ", tolerance " + LimitRow.digits(tolerance)
                        + (fields.optional("tolerance") == null ? ", vLLM's default" : ""),
                limits(fields, threshold, tolerance, accepted, reading));
        var server = new ServerRow(serve, env, Optional.empty(), Optional.ofNullable(start));
        return List.of(new DeploymentRow(
                stem(reading.file), model, PrecisionInName.or(model), server, reading.file, List.of(row), List.of()));
    }

    private static List<LimitRow> limits(
            Fields fields,
            BigDecimal threshold,
            BigDecimal tolerance,
            @Nullable BigDecimal accepted,
            GateReading reading) {
        var limits = new ArrayList<LimitRow>();
        var least = threshold.subtract(tolerance);
        if (least.signum() > 0) {
            limits.add(LimitRow.accuracy(least));
        } else {
            reading.leaveOut(
                    fields.placeOf("accuracy_threshold"),
                    "the limit: " + LimitRow.digits(threshold) + " − " + LimitRow.digits(tolerance)
                            + " is not above 0, so that every accuracy would pass. The row says 'calibrate' in its place");
            limits.add(LimitRow.calibrate("accuracy"));
        }
        if (accepted != null) {
            limits.add(LimitRow.min("accept-length", accepted, "tokens"));
        }
        return limits;
    }

    /** Returns a file's name without folders and ending. */
    static String stem(String file) {
        var name = file.substring(file.lastIndexOf('/') + 1);
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }
}
