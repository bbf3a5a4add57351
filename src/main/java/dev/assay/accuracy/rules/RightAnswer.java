package dev.assay.accuracy.rules;

import java.util.List;

/** The right answer to a question, as the rules of other tools need it. */
public sealed interface RightAnswer {
    /** A number, as it stands in the evalset: {@code 1,000} or {@code -3}. */
    record OfNumber(String written) implements RightAnswer {}

    /** A text. */
    record Text(String written) implements RightAnswer {}

    /**
     * One of several options.
     *
     * @param right the place of the right one, from 0
     * @param options the texts of all
     */
    record Choice(int right, List<String> options) implements RightAnswer {
        public Choice {
            options = List.copyOf(options);
            if (right < 0 || right >= options.size()) {
                throw new IllegalArgumentException(
                        "one of " + options.size() + " options is right, found the place " + right);
            }
        }

        String letter() {
            return Character.toString('A' + right);
        }
    }
}
