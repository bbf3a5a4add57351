package dev.assay.accuracy.scorers;

import dev.assay.accuracy.text.AnswerSource;
import dev.assay.accuracy.text.CodeBlock;
import dev.assay.input.forms.JsonForm;
import dev.assay.plan.evalsets.Expected;
import java.util.Optional;

/** Compares the JSON that a text is, or that stands in its only block of code, with the form that the question asks for. */
record JsonScorer(Expected.Json expected) implements Scorer {
    @Override
    public Result score(String text) {
        return result(text.strip(), AnswerSource.WHOLE_TEXT)
                .or(() -> CodeBlock.only(text).flatMap(block -> result(block.strip(), AnswerSource.CODE_BLOCK)))
                .orElseGet(() -> new Result.Nothing("JSON"));
    }

    private Optional<Result> result(String said, AnswerSource source) {
        return switch (expected.form().check(said)) {
            case JsonForm.Finding.Fits() -> Optional.of(new Result.Correct(said, source));
            case JsonForm.Finding.Breaks(var where) -> Optional.of(new Result.Wrong(where, source));
            case JsonForm.Finding.NotJson() -> Optional.empty();
        };
    }
}
