package dev.assay.accuracy.scorers;

import dev.assay.accuracy.text.ChoiceFinder;
import dev.assay.accuracy.text.NextQuestion;
import dev.assay.accuracy.text.Options;
import dev.assay.plan.evalsets.AnswerForm;
import dev.assay.plan.evalsets.Expected;
import java.util.Optional;

/** Compares the option that {@link ChoiceFinder} finds in the text, by its letter or its own text, with the right one. */
record ChoiceScorer(Expected.Choice expected, Options options) implements Scorer {
    ChoiceScorer(Expected.Choice expected) {
        this(expected, new Options(expected.options()));
    }

    @Override
    public String answerIn(String text) {
        return NextQuestion.until(text);
    }

    @Override
    public Result score(String text) {
        return result(ChoiceFinder.find(answerIn(text), options));
    }

    @Override
    public Result scoreInForm(AnswerForm form, String said) {
        return result(
                form == AnswerForm.LAST_LINE
                        ? ChoiceFinder.findInLine(said, options)
                        : ChoiceFinder.findInMark(said, options));
    }

    private Result result(Optional<ChoiceFinder.Pick> pick) {
        if (pick.isEmpty()) {
            return new Result.Nothing("option");
        }
        return switch (pick.get()) {
            case ChoiceFinder.Pick.Found(var option, var written, var source) ->
                options.same(option, expected.index())
                        ? new Result.Correct(written, source)
                        : new Result.Wrong(written, source);
            case ChoiceFinder.Pick.NoOption(var written, var source) -> new Result.Wrong(written, source);
        };
    }
}
