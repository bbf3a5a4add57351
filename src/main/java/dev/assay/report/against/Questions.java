package dev.assay.report.against;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A list of questions on one line. */
final class Questions {
    private static final int MOST = 20;

    private Questions() {}

    /** Returns the first questions behind a word, and how many more there are; empty if there are none. */
    static Optional<String> named(String word, List<String> questions) {
        return questions.isEmpty()
                ? Optional.empty()
                : Optional.of(word + ": "
                        + questions.stream().limit(MOST).collect(Collectors.joining(", "))
                        + (questions.size() > MOST ? " and " + (questions.size() - MOST) + " more" : ""));
    }
}
