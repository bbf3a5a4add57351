package dev.assay.accuracy.rules;

import org.jspecify.annotations.Nullable;

/**
 * What a rule of another tool says of an answer.
 *
 * @param found what the tool takes for the answer, in its own form; absent if it finds none, which it counts as wrong
 * @param right whether the tool counts the answer as right
 */
public record RuleScore(@Nullable String found, boolean right) {
    static final RuleScore NOTHING = new RuleScore(null, false);
}
