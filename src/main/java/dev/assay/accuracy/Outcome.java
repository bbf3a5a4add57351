package dev.assay.accuracy;

import dev.assay.plan.thresholds.Direction;
import java.util.Locale;

/** The outcome of one question. */
public enum Outcome {
    /** The expected answer was given. */
    CORRECT(Direction.MORE),
    /** Another answer was given. */
    WRONG(Direction.LESS),
    /** There is text, but no answer of the question's type in it. */
    NO_ANSWER(Direction.LESS),
    /** The answer has calls of functions in a form that clients cannot read, or the text of a call that the server did not take out. */
    MALFORMED_CALL(Direction.LESS),
    /** The streamed answer and the one that came whole call different functions, or the same with other arguments. */
    STREAM_DIFFERS(Direction.LESS),
    /** The answer was cut off, by max_tokens or by another bound. Its text is not judged. */
    TRUNCATED(Direction.LESS),
    /** The model began to think and never came to an answer. */
    THINK_UNCLOSED(Direction.LESS),
    /** The content is blank. */
    EMPTY(Direction.LESS),
    /** The model, or a filter of the server, declined to answer. */
    REFUSED(Direction.LESS),
    /** The request failed; this says nothing about the model. */
    TRANSPORT_ERROR(Direction.LESS),
    /** A deadline passed before the answer was complete; this says nothing about the model. */
    TIMEOUT(Direction.LESS);

    private final Direction better;

    Outcome(Direction better) {
        this.better = better;
    }

    /** Returns whether more or less of it is better. */
    Direction better() {
        return better;
    }

    /** Returns whether the server answered the question, rightly or wrongly. */
    public boolean measured() {
        return switch (this) {
            case CORRECT, WRONG, NO_ANSWER, MALFORMED_CALL, STREAM_DIFFERS, TRUNCATED, THINK_UNCLOSED, EMPTY, REFUSED ->
                true;
            case TRANSPORT_ERROR, TIMEOUT -> false;
        };
    }

    /** Returns whether the request failed, so that the question has no answer. Such a question does not count as wrong. */
    public boolean notMeasured() {
        return !measured();
    }

    /** Returns the outcome as reports and thresholds.yaml write it: {@code no-answer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
