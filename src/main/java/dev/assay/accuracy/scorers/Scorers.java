package dev.assay.accuracy.scorers;

import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import java.util.Optional;

/** All scorers: one for each kind of right answer. */
public final class Scorers {
    private Scorers() {}

    /** Returns the scorer that compares answers with this right answer. */
    public static Scorer of(Expected expected) {
        return switch (expected) {
            case Expected.OfNumber number -> new NumberScorer(number);
            case Expected.Exact exact -> new ExactScorer(exact);
            case Expected.Contains contains -> new ContainsScorer(contains);
            case Expected.Choice choice -> new ChoiceScorer(choice);
            case Expected.Gsm8k gsm8k -> new Gsm8kScorer(gsm8k);
            case Expected.Regex regex -> new RegexScorer(regex);
            case Expected.Json json -> new JsonScorer(json);
            case Expected.ToolCalls calls -> new ToolCallScorer(calls);
        };
    }

    /** Returns why the question cannot be judged; empty if it can. Callers check this before they send the question. */
    public static Optional<String> objection(Question question) {
        return of(question.expected()).objection();
    }
}
