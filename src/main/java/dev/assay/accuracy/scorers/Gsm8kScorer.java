package dev.assay.accuracy.scorers;

import dev.assay.accuracy.text.NextQuestion;
import dev.assay.plan.evalsets.AnswerForm;
import dev.assay.plan.evalsets.Expected;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compares the number that a solution gives as its answer with the right number. A text that goes on with a question of its own is read only
 * up to there, and the calculations that the solutions of GSM8K have between {@code <<} and {@code >>} are not read.
 */
record Gsm8kScorer(Expected.Gsm8k expected) implements Scorer {
    private static final Pattern CALCULATION = Pattern.compile("<<[^<>\\n]{0,200}>>");

    @Override
    public String answerIn(String text) {
        return CALCULATION.matcher(NextQuestion.until(text)).replaceAll("");
    }

    @Override
    public Result score(String text) {
        return number().score(answerIn(text));
    }

    @Override
    public Result scoreInForm(AnswerForm form, String said) {
        return number().scoreInForm(form, said);
    }

    @Override
    public Optional<String> objection() {
        return number().objection();
    }

    private NumberScorer number() {
        return new NumberScorer(new Expected.OfNumber(expected.answer(), null, null));
    }
}
