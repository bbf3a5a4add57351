package dev.assay.accuracy;

import dev.assay.plan.thresholds.AnswerForm;
import dev.assay.plan.thresholds.Question;
import java.math.BigDecimal;
import java.util.Optional;

/** Compares the number that {@link AnswerFinder} finds in the text with the expected number, exactly or within the question's tolerance. */
final class NumberScorer implements Scorer {
    @Override
    public Result score(Question question, String text) {
        return result(question, AnswerFinder.find(NumeralText.plain(text, unit(question))), "number");
    }

    @Override
    public Result scoreInForm(Question question, AnswerForm form, String said) {
        var plain = NumeralText.plain(said, unit(question));
        return form == AnswerForm.LAST_LINE
                ? result(question, AnswerFinder.findInLine(plain), "single number on the last line")
                : result(question, AnswerFinder.findInMark(plain), "number");
    }

    private static Result result(Question question, Optional<AnswerFinder.Candidate> candidate, String sought) {
        var expected = expectedNumber(question)
                .orElseThrow(() -> new IllegalArgumentException(question.place() + ": " + notANumber(question)));
        if (candidate.isEmpty()) {
            return new Result.Nothing(sought);
        }
        return switch (candidate.get()) {
            case AnswerFinder.Candidate.Found(var numeral, var source) -> {
                var tolerance = question.tolerance() == null ? BigDecimal.ZERO : question.tolerance();
                yield numeral.isWithin(tolerance, expected)
                        ? new Result.Correct(numeral.written(), source)
                        : new Result.Wrong(numeral.written(), source);
            }
            case AnswerFinder.Candidate.NotANumber(var written) -> new Result.Wrong(written, AnswerSource.DECLARED);
        };
    }

    @Override
    public Optional<String> objection(Question question) {
        return expectedNumber(question).isPresent() ? Optional.empty() : Optional.of(notANumber(question));
    }

    private static Optional<Numeral> expectedNumber(Question question) {
        return Numeral.whole(question.answer(), unit(question));
    }

    private static String unit(Question question) {
        return question.unit() == null ? "" : question.unit();
    }

    private static String notANumber(Question question) {
        return "the expected answer [" + question.answer() + "] is not a number";
    }
}
