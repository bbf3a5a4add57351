package dev.assay.accuracy;

import dev.assay.plan.thresholds.AnswerForm;
import dev.assay.plan.thresholds.Question;
import java.math.BigDecimal;
import java.util.Optional;

/** The text means one number, found by the {@link AnswerFinder} and compared exactly or within the question's tolerance. */
final class NumberScorer implements Scorer {
    @Override
    public Result score(Question question, String text) {
        return result(question, AnswerFinder.climb(NumeralText.plain(text, unit(question))), "number");
    }

    @Override
    public Result scoreWithin(Question question, AnswerForm form, String said) {
        var plain = NumeralText.plain(said, unit(question));
        return form == AnswerForm.LAST_LINE
                ? result(question, AnswerFinder.ofLine(plain), "single number on the last line")
                : result(question, AnswerFinder.within(plain), "number");
    }

    private static Result result(Question question, Optional<AnswerFinder.Step> step, String sought) {
        var expected = key(question)
                .orElseThrow(() -> new IllegalArgumentException(question.place() + ": " + complaint(question)));
        if (step.isEmpty()) {
            return new Result.Nothing(sought);
        }
        return switch (step.get()) {
            case AnswerFinder.Step.Found(var numeral, var rung) -> {
                var tolerance = question.tolerance() == null ? BigDecimal.ZERO : question.tolerance();
                yield numeral.isWithin(tolerance, expected)
                        ? new Result.Correct(numeral.written(), rung)
                        : new Result.Wrong(numeral.written(), rung);
            }
            case AnswerFinder.Step.Unread(var written) -> new Result.Wrong(written, AnswerSource.DECLARED);
        };
    }

    @Override
    public Optional<String> objection(Question question) {
        return key(question).isPresent() ? Optional.empty() : Optional.of(complaint(question));
    }

    private static Optional<Numeral> key(Question question) {
        return Numeral.whole(question.answer(), unit(question));
    }

    private static String unit(Question question) {
        return question.unit() == null ? "" : question.unit();
    }

    private static String complaint(Question question) {
        return "the expected answer [" + question.answer() + "] is no number";
    }
}
