package dev.assay.accuracy;

import dev.assay.plan.thresholds.Question;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All scorers. A question's {@code type} names one of them. */
public enum Scorers {
    NUMBER("number", new NumberScorer()),
    EXACT("exact", new ExactScorer()),
    CONTAINS("contains", new ContainsScorer());

    private final String type;
    private final Scorer scorer;

    Scorers(String type, Scorer scorer) {
        this.type = type;
        this.scorer = scorer;
    }

    /** Returns the types that a question may have, in the order of this list. */
    public static List<String> names() {
        return Arrays.stream(values()).map(each -> each.type).toList();
    }

    /**
     * Returns the scorer that judges the question.
     *
     * @throws IllegalArgumentException if there is none of its type
     */
    public static Scorer of(Question question) {
        return Arrays.stream(values())
                .filter(each -> each.type.equals(question.type()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(question.place() + ": no scorer is called '"
                        + question.type() + "'. There are: " + String.join(", ", names()) + "."))
                .scorer;
    }

    /**
     * Returns why the question cannot be judged; empty if it can. Callers check this before they send the question.
     *
     * @throws IllegalArgumentException if there is no scorer of its type
     */
    public static Optional<String> objection(Question question) {
        return of(question).objection(question);
    }
}
