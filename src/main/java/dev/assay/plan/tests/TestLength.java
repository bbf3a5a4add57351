package dev.assay.plan.tests;

import dev.assay.input.Fields;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of a load test is measured.
 *
 * @param requests how many requests; of users who ask for a while, the most that may be: all are made before the first is sent
 * @param duration how long requests come due; absent: until all have
 */
public record TestLength(int requests, @Nullable Quantity duration) {
    /** The seconds of a rate that are measured where the file says nothing. */
    private static final int USUAL_SECONDS = 60;

    /** As many as are worth measuring at all. */
    private static final int USUAL_REQUESTS = 100;

    private static final long LONGEST_MS = Duration.ofDays(7).toMillis();
    private static final double NANOS_PER_MS = 1e6;

    /** So many requests, however long they take. */
    public TestLength(int requests) {
        this(requests, null);
    }

    /** Returns how long requests come due, in nanoseconds; for ever where nothing ends it. */
    public long nanos() {
        return duration == null ? Long.MAX_VALUE : nanos(duration);
    }

    private static long nanos(Quantity time) {
        return Math.round(time.value() * NANOS_PER_MS);
    }

    /** Reads {@code requests} and {@code duration} of a load test; absent if they cannot be. */
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
                    "'requests' must be at least 'concurrency': " + requests + " cannot keep " + concurrency
                            + " in flight");
        }
        if (duration != null && fields.optional("requests") == null) {
            reading.problems.add(
                    fields.placeOf("duration"),
                    "'duration' beside 'concurrency' needs 'requests' too, the most that may be sent in that time: all are"
                            + " made before the first goes out");
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
                    "'duration' and 'requests' exclude each other beside 'rate', which says how many come in a time. Take"
                            + " one out");
            return null;
        }
        var length = duration == null ? new TestLength(requests) : within(duration, fields, pace, reading);
        if (length != null && pace.rampUp() != null) {
            reachesItsRate(length, pace.rampUp(), fields, pace, reading);
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

    private static void reachesItsRate(
            TestLength length, Quantity rampUp, Fields fields, Pace.Open pace, PlanReading reading) {
        if (Schedule.countWithin(pace, nanos(rampUp), length.requests) == length.requests) {
            reading.problems.add(
                    fields.placeOf("ramp-up"),
                    "'ramp-up' is not over when the last of " + length.requests + " requests is due, so 'rate' is never"
                            + " reached: make it shorter, or measure for longer");
        }
    }

    /** Reads a time that may be left out: above zero and at most 7 days. */
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
