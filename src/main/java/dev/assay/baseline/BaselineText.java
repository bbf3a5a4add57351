package dev.assay.baseline;

import dev.assay.starts.MeasuredStart;
import dev.assay.stats.Uncertainty;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The text of {@code baselines/<deployment>.json}. A start, a figure and a few questions of one group have a line each, in an order that does not change, so
 * that a person can read in a diff what changed.
 */
public final class BaselineText {
    static final String UNBOUNDED = "unbounded";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int QUESTIONS_OF_A_LINE = 10;
    private static final String BETWEEN = ",\n";

    private BaselineText() {}

    /** Returns the text. */
    public static String of(Baseline baseline) {
        return "{\n  \"format\": " + text(Baseline.FORMAT) + ",\n  \"deployment\": " + text(baseline.deployment())
                + ",\n  \"tests\": "
                + block("[", baseline.tests().stream().map(BaselineText::of).toList(), "]", 2)
                + "\n}\n";
    }

    private static String of(BaselineTest test) {
        var starts = test.starts();
        var common = common(starts);
        var parts = new ArrayList<String>();
        parts.add("\"test\": " + text(test.name()));
        parts.add("\"conditions\": " + block("{", entries(common), "}", 6));
        parts.add("\"starts\": "
                + block("[", starts.stream().map(start -> of(start, common)).toList(), "]", 6));
        var figures = BaselineTest.keys(starts).stream()
                .map(key -> text(key) + ": " + figure(starts, key))
                .toList();
        if (!figures.isEmpty()) {
            parts.add("\"figures\": " + block("{", figures, "}", 6));
        }
        var answers = answers(starts);
        if (!answers.isEmpty()) {
            parts.add("\"answers\": " + block("{", answers, "}", 6));
        }
        var texts = texts(starts);
        if (!texts.isEmpty()) {
            parts.add("\"texts\": " + block("{", texts, "}", 6));
        }
        parts.add("\"history\": "
                + block("[", test.history().stream().map(BaselineText::of).toList(), "]", 6));
        return block("{", parts, "}", 4);
    }

    /** Returns the conditions that all starts have alike. */
    private static Map<String, String> common(List<MeasuredStart> starts) {
        var common = new LinkedHashMap<>(starts.getFirst().conditions());
        starts.forEach(start -> common.entrySet().retainAll(start.conditions().entrySet()));
        return common;
    }

    private static String of(MeasuredStart start, Map<String, String> common) {
        var parts = new ArrayList<String>();
        parts.add("\"measured_at\": " + text(start.measured().toString()));
        parts.add("\"source\": " + text(start.source()));
        start.serverStart().ifPresent(when -> parts.add("\"server_start\": " + text(when)));
        var own = new LinkedHashMap<>(start.conditions());
        own.entrySet().removeAll(common.entrySet());
        if (!own.isEmpty()) {
            parts.add("\"conditions\": " + line(entries(own)));
        }
        return line(parts);
    }

    private static String figure(List<MeasuredStart> starts, String key) {
        var sample = BaselineTest.sample(starts, key);
        var parts = new ArrayList<String>();
        parts.add("\"mean\": " + number(sample.mean()));
        sample.sd().ifPresent(sd -> parts.add("\"sd\": " + number(sd)));
        parts.add("\"count\": " + sample.size());
        parts.add("\"values\": "
                + list(starts.stream()
                        .map(start -> start.values().get(key))
                        .map(value -> value == null ? "null" : number(value.value()))
                        .toList()));
        put("below", Uncertainty::below, starts, key, parts);
        put("above", Uncertainty::above, starts, key, parts);
        return line(parts);
    }

    /** Says how far the true values may lie to one side; left out where they cannot. */
    private static void put(
            String name,
            ToDoubleFunction<Uncertainty> end,
            List<MeasuredStart> starts,
            String key,
            List<String> parts) {
        var ends = starts.stream()
                .map(start -> start.values().get(key))
                .map(value -> value == null ? 0 : end.applyAsDouble(value.by()))
                .toList();
        if (ends.stream().anyMatch(each -> each > 0)) {
            parts.add("\"" + name + "\": "
                    + list(ends.stream()
                            .map(each -> Double.isInfinite(each) ? text(UNBOUNDED) : number(each))
                            .toList()));
        }
    }

    /** Returns lines of questions. Each question has a digit for each start: 1 right, 0 wrong, - not asked. */
    private static List<String> answers(List<MeasuredStart> starts) {
        var questions = new LinkedHashSet<String>();
        starts.forEach(start -> questions.addAll(start.answers().keySet()));
        var lines = new ArrayList<List<String>>();
        var group = "";
        for (var question : questions) {
            if (lines.isEmpty() || lines.getLast().size() == QUESTIONS_OF_A_LINE || !group.equals(groupOf(question))) {
                lines.add(new ArrayList<>());
            }
            group = groupOf(question);
            lines.getLast().add(text(question) + ": " + text(digits(starts, question)));
        }
        return lines.stream().map(line -> String.join(", ", line)).toList();
    }

    /** Returns a line for each text: its tokens, and −Σ of their log-probabilities at each start. */
    private static List<String> texts(List<MeasuredStart> starts) {
        return starts.getFirst().texts().entrySet().stream()
                .map(entry -> {
                    var text = entry.getValue();
                    return text(entry.getKey()) + ": "
                            + line(List.of(
                                    "\"tokens\": " + text.tokens(),
                                    "\"scored\": " + text.scored(),
                                    "\"sha256\": " + text(text.sha256()),
                                    "\"nll_sums\": "
                                            + list(starts.stream()
                                                    .map(start -> number(Objects.requireNonNull(start.texts()
                                                                    .get(entry.getKey()))
                                                            .nll()))
                                                    .toList())));
                })
                .toList();
    }

    private static String digits(List<MeasuredStart> starts, String question) {
        return starts.stream()
                .map(start -> start.answers().get(question))
                .map(right -> right == null ? "-" : right ? "1" : "0")
                .collect(Collectors.joining());
    }

    /** The questions of an evalset are numbered by group: arith-001, arith-002. */
    private static String groupOf(String question) {
        return question.replaceFirst("[0-9]+$", "");
    }

    private static String of(BaselineTest.Accepted accepted) {
        var means = accepted.means().entrySet().stream()
                .map(mean -> text(mean.getKey()) + ": " + number(mean.getValue()))
                .toList();
        return line(List.of(
                "\"accepted\": " + text(accepted.on().toString()),
                "\"starts\": " + accepted.starts(),
                "\"means\": " + line(means)));
    }

    private static List<String> entries(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> text(fact.getKey()) + ": " + text(fact.getValue()))
                .toList();
    }

    /** Returns a finite number with six significant digits, without an exponent. */
    static String number(double value) {
        return new BigDecimal(Double.toString(BaselineTest.rounded(value)))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String text(String text) {
        return JSON.writeValueAsString(text);
    }

    private static String list(List<String> values) {
        return "[" + String.join(", ", values) + "]";
    }

    private static String line(List<String> parts) {
        return "{" + String.join(", ", parts) + "}";
    }

    /** Returns a block with a line for each part; the block stands so many spaces to the right. */
    private static String block(String open, List<String> parts, String close, int indent) {
        var margin = " ".repeat(indent);
        return parts.isEmpty()
                ? open + close
                : parts.stream()
                        .collect(Collectors.joining(
                                BETWEEN + margin + "  ", open + "\n" + margin + "  ", "\n" + margin + close));
    }
}
