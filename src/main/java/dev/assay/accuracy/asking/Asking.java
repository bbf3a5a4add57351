package dev.assay.accuracy.asking;

import dev.assay.figures.times.RequestsInFlight;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.BackgroundRecord;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many requests were in flight while the questions of an evalset were asked.
 *
 * @param inFlight how many questions were to be in flight
 * @param mean how many were, on average from when the first was sent until the last was sent: after that none is left to fill a free slot. Empty if
 *     all were sent at once, or none was
 * @param during the load that kept the server busy meanwhile; empty if there was none
 */
public record Asking(int inFlight, OptionalDouble mean, Optional<During> during) {
    /**
     * The load beside the questions.
     *
     * @param test the name of its load test
     * @param inFlight how many of its requests were to be in flight
     * @param mean how many were, on average from when the first question was sent until the last one ended; empty if no question was asked
     * @param sent how many were sent
     * @param stopped how many of them were given up at the end, since no question was left
     * @param failures each that failed, with what happened
     */
    public record During(String test, int inFlight, OptionalDouble mean, int sent, int stopped, List<String> failures) {
        public During {
            failures = List.copyOf(failures);
        }

        static During of(BackgroundRecord load, List<Trace> questions) {
            var first = questions.stream().mapToLong(Trace::sent).min();
            var last = questions.stream().mapToLong(Trace::ended).max();
            var mean = first.isPresent() && last.orElse(first.getAsLong()) > first.getAsLong()
                    ? OptionalDouble.of(RequestsInFlight.mean(load, first.getAsLong(), last.getAsLong()))
                    : OptionalDouble.empty();
            return new During(
                    load.test(), load.inFlight(), mean, load.requests().size(), load.stopped(), load.failures());
        }

        /** Returns {@code c40 (40 in flight, mean 39.812)}. */
        @Override
        public String toString() {
            var found = mean.isPresent() ? String.format(Locale.ROOT, ", mean %.3f", mean.getAsDouble()) : "";
            return test + " (" + inFlight + " in flight" + found + ")";
        }
    }

    /** Returns what a recording of an evalset shows. */
    public static Asking of(TestSpec.Accuracy accuracy, Recording recording) {
        var questions = recording.measured();
        return new Asking(
                accuracy.concurrency(),
                mean(questions, accuracy.concurrency()),
                recording.background().map(load -> During.of(load, questions)));
    }

    /**
     * Returns how many of the questions were in flight on average until the last was sent; empty if they are no more than may be in flight.
     *
     * @param inFlight how many were to be in flight
     */
    public static OptionalDouble mean(List<Trace> questions, int inFlight) {
        var first = questions.stream().mapToLong(Trace::sent).min();
        var last = questions.stream().mapToLong(Trace::sent).max();
        return questions.size() > inFlight && last.orElseThrow() > first.orElseThrow()
                ? OptionalDouble.of(RequestsInFlight.mean(questions, first.getAsLong(), last.getAsLong()))
                : OptionalDouble.empty();
    }

    /** Returns it in words: {@code 3.985 of 4 questions in flight on average until the last was sent, during c40 (40 in flight, mean 39.812)}. */
    @Override
    public String toString() {
        return (mean.isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "%.3f of %d questions in flight on average until the last was sent",
                                mean.getAsDouble(),
                                inFlight)
                        : "all questions in flight at once")
                + during.map(load -> ", during " + load).orElse("");
    }
}
