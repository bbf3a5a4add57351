package dev.assay.input;

import java.util.List;
import java.util.stream.Collectors;

/** Reports that a file or an option has mistakes. It has all problems at once, and is thrown before anything runs. */
public final class InputException extends RuntimeException {
    private final transient List<Problem> problems;

    /** @param problems at least one; the message has a line for each */
    public InputException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, sorted by place. */
    public List<Problem> problems() {
        return problems;
    }
}
