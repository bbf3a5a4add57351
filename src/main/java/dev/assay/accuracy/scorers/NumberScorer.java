package dev.assay.accuracy.scorers;

import dev.assay.accuracy.text.AnswerFinder;
import dev.assay.accuracy.text.AnswerSource;
import dev.assay.accuracy.text.Numeral;
import dev.assay.accuracy.text.NumeralText;
import dev.assay.plan.evalsets.AnswerForm;
import dev.assay.plan.evalsets.Expected;
import java.math.BigDecimal;
import java.util.Optional;

/** Compares the number that {@link AnswerFinder} finds in the text with the expected number, exactly or within its tolerance. */
record NumberScorer(Expected.OfNumber expected) implements Scorer {
    @Override
    public Result score(String text) {
        return result(AnswerFinder.find(NumeralText.plain(text, unit())), "number");
    }

    @Override
    public Result scoreInForm(AnswerForm form, String said) {
        var plain = NumeralText.plain(said, unit());
        return form == AnswerForm.LAST_LINE
                ? result(AnswerFinder.findInLine(plain), "single number on the last line")
                : result(AnswerFinder.findInMark(plain), "number");
    }

    private Result result(Optional<AnswerFinder.Candidate> candidate, String sought) {
        var right = rightNumber().orElseThrow(() -> new IllegalStateException(notANumber()));
        if (candidate.isEmpty()) {
            return new Result.Nothing(sought);
        }
        return switch (candidate.get()) {
            case AnswerFinder.Candidate.Found(var numeral, var source) -> {
                var tolerance = expected.tolerance() == null ? BigDecimal.ZERO : expected.tolerance();
                yield numeral.isWithin(tolerance, right)
                        ? new Result.Correct(numeral.written(), source)
                        : new Result.Wrong(numeral.written(), source);
            }
            case AnswerFinder.Candidate.NotANumber(var written) -> new Result.Wrong(written, AnswerSource.DECLARED);
        };
    }

    @Override
    public Optional<String> objection() {
        return rightNumber().isPresent() ? Optional.empty() : Optional.of(notANumber());
    }

    private Optional<Numeral> rightNumber() {
        return Numeral.whole(expected.answer(), unit());
    }

    private String unit() {
        return expected.unit() == null ? "" : expected.unit();
    }

    private String notANumber() {
        return "the expected answer [" + expected.answer() + "] is not a number";
    }
}
