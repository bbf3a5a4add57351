package dev.assay.accuracy;

import dev.assay.input.Location;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes questions for tests. */
public final class Questions {
    private Questions() {}

    public static Question number(String answer) {
        return question("number", answer, null, null);
    }

    public static Question number(String answer, String tolerance) {
        return question("number", answer, new BigDecimal(tolerance), null);
    }

    public static Question numberWithUnit(String answer, String unit) {
        return question("number", answer, null, unit);
    }

    public static Question exact(String answer) {
        return question("exact", answer, null, null);
    }

    public static Question contains(String answer) {
        return question("contains", answer, null, null);
    }

    public static Question question(String type, String answer, @Nullable BigDecimal tolerance, @Nullable String unit) {
        var place = new Location("evalsets/some.jsonl", 1, 1);
        return new Question("q-01", "What is it?", expected(type, answer, tolerance, unit), false, List.of(), place);
    }

    /** Returns the right answer of a type that needs no options. */
    public static Expected expected(String type, String answer, @Nullable BigDecimal tolerance, @Nullable String unit) {
        return switch (Expected.Type.of(type)) {
            case NUMBER -> new Expected.OfNumber(answer, tolerance, unit);
            case EXACT -> new Expected.Exact(answer);
            case CONTAINS -> new Expected.Contains(answer);
            case GSM8K -> new Expected.Gsm8k(answer);
            case CHOICE, REGEX, JSON, TOOL_CALL -> throw new IllegalArgumentException("needs more than an answer");
        };
    }

    /** Judges an answer that may stand in any form. */
    public static ScoredQuestion scored(Question question, Answer answer) {
        return ScoredQuestion.of(question, answer, null);
    }
}
