package dev.assay.input;

import java.util.List;
import java.util.stream.Collectors;

/** Says that what a person wrote cannot be used. Thrown with all problems at once, before anything runs. */
public final class InputException extends RuntimeException {
    private final transient List<Problem> problems;

    /** @param problems at least one; the message has a line for each */
    public InputException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
