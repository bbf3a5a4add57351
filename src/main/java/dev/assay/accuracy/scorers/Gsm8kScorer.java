package dev.assay.accuracy.scorers;

import dev.assay.plan.evalsets.AnswerForm;
import dev.assay.plan.evalsets.Expected;
import java.util.regex.Pattern;

/**
 * Compares the number that a solution gives as its answer with the right number. A text that goes on with a question of its own, as models
 * do after examples, is read only up to there.
 */
record Gsm8kScorer(Expected.Gsm8k expected) implements Scorer {
    private static final Pattern NEXT_QUESTION = Pattern.compile("(?m)^[ \\t]*(?:Question|Q)[ \\t]*:");

    @Override
    public Result score(String text) {
        return number().score(untilNextQuestion(text));
    }

    @Override
    public Result scoreInForm(AnswerForm form, String said) {
        return number().scoreInForm(form, said);
    }

    private static String untilNextQuestion(String text) {
        var next = NEXT_QUESTION.matcher(text);
        return next.find() && !text.substring(0, next.start()).isBlank() ? text.substring(0, next.start()) : text;
    }

    private NumberScorer number() {
        return new NumberScorer(new Expected.OfNumber(expected.answer(), null, null));
    }
}
