package dev.assay.plan.testspecs;

import dev.assay.input.Fields;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many requests of a load test are measured, or for how long.
 *
 * @param requests the number of requests. In a closed loop with a duration, the most: all requests are built before the first is sent
 * @param duration for how long requests are sent; absent: until all are sent
 */
public record TestLength(int requests, @Nullable Quantity duration) {
    /** The default at a rate: as many requests as arrive in this many seconds. */
    private static final int USUAL_SECONDS = 60;

    /** The smallest default number of requests. */
    private static final int USUAL_REQUESTS = 100;

    private static final long LONGEST_MS = Duration.ofDays(7).toMillis();
    private static final double NANOS_PER_MS = 1e6;

    /** A number of requests without a duration. */
    public TestLength(int requests) {
        this(requests, null);
    }

    /** Returns for how long requests are sent, in nanoseconds; {@code Long.MAX_VALUE} if there is no duration. */
    public long nanos() {
        return duration == null ? Long.MAX_VALUE : nanos(duration);
    }

    private static long nanos(Quantity time) {
        return Math.round(time.value() * NANOS_PER_MS);
    }

    /** Reads {@code requests} and {@code duration} of a load test; absent if they cannot be read. */
    static @Nullable TestLength read(Fields fields, @Nullable Pace pace, PlanReading reading) {
        return switch (pace) {
            case Pace.Closed closed -> closed(fields, closed.concurrency(), reading);
            case Pace.Open open -> open(fields, open, reading);
            case null -> {
                fields.count("requests", 1, PlanReading.MOST_REQUESTS, 1);
                time(fields, "duration", reading);
                yield null;
            }
        };
    }

    private static TestLength closed(Fields fields, int concurrency, PlanReading reading) {
        var usual = Math.max(10 * concurrency, USUAL_REQUESTS);
        var requests = fields.count("requests", 1, PlanReading.MOST_REQUESTS, usual);
        var duration = time(fields, "duration", reading);
        if (requests < concurrency) {
            reading.problems.add(
                    fields.placeOf("requests"),
                    "'requests' must be at least 'concurrency': " + requests + " requests cannot keep " + concurrency
                            + " in flight");
        }
        if (duration != null && fields.optional("requests") == null) {
            reading.problems.add(
                    fields.placeOf("duration"),
                    "'duration' with 'concurrency' also needs 'requests', the most requests that may be sent in"
                            + " that time, because all are built before the first is sent");
        }
        return new TestLength(requests, duration);
    }

    private static @Nullable TestLength open(Fields fields, Pace.Open pace, PlanReading reading) {
        var usual = (int) Math.min(
                PlanReading.MOST_REQUESTS,
                Math.max(USUAL_REQUESTS, Math.ceil(USUAL_SECONDS * pace.rate().value())));
        var requests = fields.count("requests", 1, PlanReading.MOST_REQUESTS, usual);
        var duration = time(fields, "duration", reading);
        if (duration != null && fields.optional("requests") != null) {
            reading.problems.add(
                    fields.placeOf("duration"),
                    "'duration' and 'requests' exclude each other with 'rate': each of them determines the other."
                            + " Remove one of them");
            return null;
        }
        var length = duration == null ? new TestLength(requests) : within(duration, fields, pace, reading);
        if (length != null && pace.rampUp() != null) {
            checkThatTheRateIsReached(length, pace.rampUp(), fields, pace, reading);
        }
        return length;
    }

    private static @Nullable TestLength within(Quantity duration, Fields fields, Pace.Open pace, PlanReading reading) {
        var due = Schedule.countWithin(pace, nanos(duration), PlanReading.MOST_REQUESTS + 1);
        if (due >= 1 && due <= PlanReading.MOST_REQUESTS) {
            return new TestLength(due, duration);
        }
        reading.problems.add(
                fields.placeOf("duration"),
                due == 0
                        ? "no request is due within 'duration', " + duration + ", at " + pace + ": make it longer"
                        : "more than " + PlanReading.MOST_REQUESTS + " requests are due within 'duration', " + duration
                                + ", at " + pace + ": make it shorter");
        return null;
    }

    private static void checkThatTheRateIsReached(
            TestLength length, Quantity rampUp, Fields fields, Pace.Open pace, PlanReading reading) {
        if (Schedule.countWithin(pace, nanos(rampUp), length.requests) == length.requests) {
            reading.problems.add(
                    fields.placeOf("ramp-up"),
                    "'ramp-up' has not ended when the last of " + length.requests + " requests is due, so 'rate'"
                            + " is never reached: make it shorter, or plan more requests");
        }
    }

    /** Reads an optional time: above zero and at most 7 days. */
    static @Nullable Quantity time(Fields fields, String key, PlanReading reading) {
        var node = fields.optional(key);
        var time = node == null ? null : Quantity.read(key, Unit.MILLISECONDS, node, null, reading.problems);
        if (node == null || time == null || time.value() <= LONGEST_MS) {
            return time;
        }
        reading.problems.add(node.place(), "'" + key + "' must be at most 7 days, found [" + time + "]");
        return null;
    }
}
