package dev.assay.tools.gates;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code model_performance_reference.json} of tt-inference-server. Its check of the tier {@code target} passes if a time is below
 * target · (1 + tolerance) and a throughput above target · (1 − tolerance); the tolerance of a language model is 0 unless the file says it. The
 * tiers {@code complete} and {@code functional} allow 2 and 10 times as much. Metrics are those of its {@code llm_module/target_checks.py} of
 * 2026-08: {@code ttft_ms} is the mean, {@code tput_user} is 1000 / mean TPOT in ms, {@code tput} the throughput of output tokens.
 */
final class TenstorrentFile {
    private static final BigDecimal MS_PER_S = BigDecimal.valueOf(1000);
    private static final String TARGETS = "targets";
    private static final String THEORETICAL = "theoretical";

    /** Each such file has this text. */
    static final String WORD = "\"" + THEORETICAL + "\"";

    private TenstorrentFile() {}

    static boolean recognises(Node.Mapping root) {
        return !root.entries().isEmpty()
                && root.entries().getFirst().value() instanceof Node.Mapping devices
                && !devices.entries().isEmpty()
                && devices.entries().getFirst().value() instanceof Node.Sequence rows
                && !rows.items().isEmpty()
                && rows.items().getFirst() instanceof Node.Mapping row
                && row.value(TARGETS) != null;
    }

    static List<DeploymentRow> read(Node.Mapping root, GateReading reading) {
        var rows = new ArrayList<DeploymentRow>();
        for (var model : root.entries()) {
            var devices = new Fields(root, "the file", reading.problems).entries(model.key());
            for (var device : devices) {
                if (!(device.value() instanceof Node.Sequence list)) {
                    reading.problems.add(
                            device.value().place(),
                            "'" + device.key() + "' must be a list of load tests, found "
                                    + device.value().found());
                    continue;
                }
                var load = new ArrayList<LoadRow>();
                for (var item : list.items()) {
                    var fields = Fields.of(item, "a load test", reading.problems);
                    if (fields != null) {
                        loadTest(fields, load, reading);
                    }
                }
                if (!load.isEmpty()) {
                    rows.add(new DeploymentRow(
                            model.key() + "-" + device.key(),
                            model.key(),
                            PrecisionInName.or(model.key()),
                            ServerRow.UNKNOWN,
                            reading.file + ":" + device.place().line() + ", on " + device.key() + ", tier 'target'",
                            List.of(),
                            load));
                }
            }
        }
        return rows;
    }

    private static void loadTest(Fields fields, List<LoadRow> load, GateReading reading) {
        var kind = fields.optional("task_type") == null ? "text" : fields.optionalText("task_type");
        var inFlight = reading.count(fields, "max_concurrency", 1);
        var input = reading.optionalCount(fields, "isl", 1);
        var output = reading.optionalCount(fields, "osl", 1);
        var requests = reading.optionalCount(fields, "num_prompts", 1);
        var images = reading.optionalCount(fields, "images_per_prompt", 0);
        List.of("image_height", "image_width", "num_inference_steps", "num_eval_runs")
                .forEach(fields::optional);
        var targets = fields.mapping(TARGETS);
        var theoretical = targets == null ? null : targets.mapping(THEORETICAL);
        var limits = theoretical == null ? List.<LimitRow>of() : limits(theoretical, "text".equals(kind), reading);
        if (targets != null) {
            targets.refuseOthers(Map.of());
        }
        fields.refuseOthers(Map.of());
        if (kind == null || inFlight == null) {
            return;
        }
        if (!kind.equals("text") || input == null || output == null || (images != null && images > 0)) {
            reading.leaveOut(
                    fields.place(),
                    "a test of the kind [" + kind
                            + "]: load tests of Assay send texts of a given length and no images");
            return;
        }
        if (limits.isEmpty()) {
            reading.leaveOut(fields.place(), "a load test without a target for a language model");
            return;
        }
        var most = requests == null ? inFlight : Math.min(inFlight, requests);
        load.add(new LoadRow(
                "in" + input + "-out" + output + "-c" + inFlight,
                input,
                output,
                new LoadRow.Pace.Concurrency(most),
                Optional.ofNullable(requests),
                Optional.empty(),
                1,
                "",
                reading.file + ":" + fields.placeOf(TARGETS).line() + ": theoretical target",
                limits));
    }

    private static List<LimitRow> limits(Fields targets, boolean used, GateReading reading) {
        var tolerance = reading.optionalUpTo(targets, "tolerance", BigDecimal.ONE, BigDecimal.ZERO);
        var ttft = target(targets, "ttft_ms", used, reading);
        var perUser = target(targets, "tput_user", used, reading);
        var output = target(targets, "tput", used, reading);
        for (var key : List.of(
                "tput_prefill",
                "e2el_ms",
                "rtr",
                "ttft_streaming_ms",
                "end_to_end_latency_ms",
                "inference_steps_per_second")) {
            var value = reading.optionalAbove0(targets, key);
            if (value != null && used) {
                reading.leaveOut(
                        targets.placeOf(key),
                        "'" + key + "': tt-inference-server does not check it for language models");
            }
        }
        targets.refuseOthers(Map.of());
        var limits = new ArrayList<LimitRow>();
        if (tolerance == null) {
            return limits;
        }
        var more = BigDecimal.ONE.add(tolerance);
        var less = BigDecimal.ONE.subtract(tolerance);
        if (less.signum() == 0) {
            reading.problems.add(
                    targets.placeOf("tolerance"),
                    "'tolerance' must be below 1, found [1]: every throughput would pass");
            return limits;
        }
        if (ttft != null) {
            limits.add(LimitRow.max("ttft.mean", ttft.multiply(more), "ms"));
        }
        if (perUser != null) {
            limits.add(LimitRow.max("tpot.mean", MS_PER_S.divide(perUser.multiply(less), new MathContext(6)), "ms"));
        }
        if (output != null) {
            limits.add(LimitRow.min("output-tps", output.multiply(less), "tok/s"));
        }
        return limits;
    }

    /** Returns a target; absent if there is none. tt-inference-server counts a test without a target, or with the target 0, as not checked. */
    private static @Nullable BigDecimal target(Fields targets, String key, boolean used, GateReading reading) {
        var node = targets.optional(key);
        var number = reading.optionalNumber(targets, key);
        if (node == null || (number == null && !GateReading.isNull(node))) {
            return null;
        }
        if (number == null || number.signum() == 0) {
            if (used) {
                reading.leaveOut(node.place(), "'" + key + "': it has no target");
            }
            return null;
        }
        if (number.signum() < 0) {
            reading.problems.add(node.place(), "'" + key + "' must be above 0, found [" + number.toPlainString() + "]");
            return null;
        }
        return number;
    }
}
