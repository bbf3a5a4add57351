package dev.assay.baseline;

import static dev.assay.starts.Starts.conditions;
import static dev.assay.starts.Starts.set;
import static dev.assay.starts.Starts.start;
import static dev.assay.starts.Starts.value;

import dev.assay.starts.StartValue;
import dev.assay.stats.Uncertainty;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Baselines by hand. */
public final class Baselines {
    static final LocalDate ACCEPTED = LocalDate.parse("2026-11-21");

    private Baselines() {}

    /** Three starts of a load test; the third has no value of one figure, and is unsure of another. */
    static BaselineTest loadTest() {
        return BaselineTest.accepted(
                "c10",
                set(
                        start(
                                0,
                                conditions(),
                                values("ttft.mean", 400, "tpot.mean", 38.123456789, "qps", 0.3),
                                Map.of()),
                        start(1, conditions(), values("ttft.mean", 404, "tpot.mean", 38.5, "qps", 0.31), Map.of()),
                        start(
                                2,
                                conditions("server driver", "590.10"),
                                Map.of(
                                        "tpot.mean",
                                        new StartValue(39, new Uncertainty(0.25, Double.POSITIVE_INFINITY))),
                                Map.of())),
                Set.of(),
                ACCEPTED,
                List.of());
    }

    /** Two starts of an evalset. */
    static BaselineTest evalset() {
        return BaselineTest.accepted(
                "basics",
                set(
                        start(0, conditions(), Map.of(), answers("arith-001", "arith-002", "word-001")),
                        start(1, conditions(), Map.of(), answers("arith-001"))),
                Set.of(),
                ACCEPTED,
                List.of());
    }

    static Baseline both() {
        return Baseline.none("qwen").with(loadTest()).with(evalset());
    }

    static Map<String, StartValue> values(Object... keysAndValues) {
        var values = new LinkedHashMap<String, StartValue>();
        for (var i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], value(((Number) keysAndValues[i + 1]).doubleValue()));
        }
        return values;
    }

    /** Returns the answers to four questions, of which these are right. */
    static Map<String, Boolean> answers(String... right) {
        var answers = new LinkedHashMap<String, Boolean>();
        for (var question : List.of("arith-001", "arith-002", "word-001", "word-002")) {
            answers.put(question, List.of(right).contains(question));
        }
        return answers;
    }
}
