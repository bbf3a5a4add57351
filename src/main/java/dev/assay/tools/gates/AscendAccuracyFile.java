package dev.assay.tools.gates;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a config of vllm-ascend's {@code tests/e2e/models}. Its test runs lm-evaluation-harness and passes if each metric is as near to its
 * {@code value} as {@code numpy.isclose} with a relative tolerance of 5 % says: |value − measured| ≤ 0.05 · measured.
 */
final class AscendAccuracyFile {
    private static final BigDecimal LOW = new BigDecimal("1.05");
    private static final BigDecimal HIGH = new BigDecimal("0.95");
    private static final int USUAL_SHOTS = 5;
    /** The default of lm-evaluation-harness, and where its task gsm8k ends an answer. */
    static final int MAX_TOKENS = 256;

    static final List<String> STOP = List.of("Question:", "</s>", "<|im_end|>");

    private AscendAccuracyFile() {}

    static boolean recognises(Node.Mapping root) {
        return root.value("model_name") != null
                && root.value("tasks") != null
                && (root.value("serve") != null || root.value("hardware") != null);
    }

    static List<DeploymentRow> read(Node.Mapping root, GateReading reading) {
        var fields = new Fields(root, "an accuracy config of vllm-ascend", reading.problems);
        var model = fields.text("model_name");
        var type = fields.optionalText("model_type");
        var hardware = fields.optionalText("hardware");
        var shots = reading.optionalCount(fields, "num_fewshot", 0);
        var limit = reading.optionalCount(fields, "limit", 1);
        var chat = fields.flag("apply_chat_template", true);
        var turns = fields.flag("fewshot_as_multiturn", true);
        var env = reading.variables(fields, "envs");
        var serve = serve(fields, reading);
        reading.leaveOut(
                fields,
                "batch_size",
                "lm-evaluation-harness runs the model itself, in batches; Assay asks a server, 4 questions at a time");
        reading.leaveOut(fields, "system_prompt", "write it as 'system' into the evalset's manifest");
        var limits = new ArrayList<AccuracyRow>();
        for (var item : fields.list("tasks")) {
            var task = Fields.of(item, "a task", reading.problems);
            if (task != null) {
                limits.addAll(task(
                        task,
                        new Gsm8k(
                                "lm-eval",
                                Optional.ofNullable(limit),
                                shots == null ? USUAL_SHOTS : shots,
                                chat ? (turns ? Gsm8k.Asking.CHAT_TURNS : Gsm8k.Asking.CHAT) : Gsm8k.Asking.COMPLETIONS,
                                MAX_TOKENS,
                                STOP,
                                ""),
                        reading));
            }
        }
        fields.refuseOthers(Map.of());
        if (model == null || limits.isEmpty()) {
            return List.of();
        }
        if (type != null && !type.equals("vllm") && !type.equals("vllm-vlm")) {
            reading.leaveOut(
                    fields.placeOf("model_type"),
                    "'model_type': Assay tests servers that generate text, not [" + type + "]");
        }
        if (limit != null && limit < Gsm8k.QUESTIONS) {
            reading.leaveOut(
                    fields.placeOf("limit"),
                    "lm-evaluation-harness asks the first " + limit
                            + " questions; the evalset draws as many with a seed, because the"
                            + " first ones are not like the others");
        }
        return List.of(new DeploymentRow(
                VllmGsm8kFile.stem(reading.file),
                model,
                PrecisionInName.or(model),
                new ServerRow(serve, env, Optional.empty(), Optional.empty()),
                reading.file + (hardware == null ? "" : ", on " + hardware),
                limits,
                List.of()));
    }

    private static List<AccuracyRow> task(Fields task, Gsm8k evalset, GateReading reading) {
        var name = task.text("name");
        for (var key : List.of("dataset", "dataset_config", "split")) {
            task.optional(key);
        }
        var rows = new ArrayList<AccuracyRow>();
        for (var item : task.list("metrics")) {
            var metric = Fields.of(item, "a metric", reading.problems);
            if (metric == null) {
                continue;
            }
            var figure = metric.text("name");
            var value = reading.share(metric, "value");
            metric.refuseOthers(Map.of());
            if (name == null || figure == null || value == null) {
                continue;
            }
            var wanted = LimitRow.accuracy(
                    value.divide(LOW, MathContext.DECIMAL64), value.divide(HIGH, MathContext.DECIMAL64));
            var said = wanted.figure() + ": " + wanted.written();
            if (!name.equals("gsm8k")) {
                reading.leaveOut(
                        metric.place(),
                        "the task [" + name + "], " + figure
                                + ": no evalset of Assay has its questions. Make one (docs/evalsets.md), with"
                                + " the limit " + said);
            } else if (figure.equals("exact_match,flexible-extract") && evalset.shots() <= Gsm8k.MOST_SHOTS) {
                rows.add(new AccuracyRow(
                        evalset,
                        4,
                        "",
                        reading.file + ":" + metric.placeOf("value").line() + ": " + figure + " "
                                + LimitRow.digits(value) + ", within 5 %",
                        List.of(wanted)));
            } else if (figure.equals("exact_match,flexible-extract")) {
                reading.leaveOut(
                        metric.place(),
                        "the task [gsm8k]: " + evalset.shots() + " solved examples; the folder evalsets/gsm8k has "
                                + Gsm8k.MOST_SHOTS);
            } else {
                reading.leaveOut(
                        metric.place(),
                        "the metric [" + figure
                                + "] of gsm8k: Assay's accuracy corresponds to exact_match,flexible-extract. How strictly"
                                + " the answers were declared is the figure 'guessed'");
            }
        }
        task.refuseOthers(Map.of());
        return rows;
    }

    /** Returns the arguments of the server that mean the same as the harness's model arguments. */
    private static List<String> serve(Fields fields, GateReading reading) {
        var words = new ArrayList<String>();
        var serve = fields.optionalMapping("serve");
        if (serve == null) {
            return words;
        }
        for (var key : List.of(
                "tensor_parallel_size",
                "dtype",
                "max_model_len",
                "gpu_memory_utilization",
                "quantization",
                "block_size")) {
            if (serve.optional(key) instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NOTHING) {
                words.addAll(List.of("--" + key.replace('_', '-'), scalar.text()));
            }
        }
        for (var key : List.of("enable_expert_parallel", "enforce_eager", "trust_remote_code")) {
            if (serve.flag(key)) {
                words.add("--" + key.replace('_', '-'));
            }
        }
        reading.leaveOut(
                serve, "enable_thinking", "write it as 'thinking: on' or 'thinking: off' into the evalset's manifest");
        reading.leaveOut(serve, "max_images", "Assay sends no images");
        serve.refuseOthers(Map.of());
        return words;
    }
}
