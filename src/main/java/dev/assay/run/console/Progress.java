package dev.assay.run.console;

import dev.assay.figures.times.RequestTimes;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.report.console.EarlierVerdict;
import dev.assay.shards.Part;
import dev.assay.shards.Sharing;
import dev.assay.trace.Trace;
import dev.assay.wire.Ticker;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Prints how far a long test is: at most one line every ten seconds. The times in it are means over the requests that have ended so far; nothing is judged by
 * them. The time left is an estimate, and is not said before it is known.
 * Used by one thread.
 */
public final class Progress {
    private static final long EVERY = Duration.ofSeconds(10).toNanos();
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MS = 1e6;

    private final Planned planned;
    private final Pace pace;
    private final String words;
    private final int total;
    private final Ticker ticker;
    private final Consumer<String> out;
    private final Optional<Duration> scheduled;
    private final Mean ttft = new Mean();
    private final Mean tpot = new Mean();
    private final Mean e2e = new Mean();
    private int done;
    private long started = Long.MAX_VALUE;
    private long said;

    /**
     * @param part the part of the test that this process measures
     * @param total how many requests of it are measured
     * @param ticker counts from the start of the test
     * @param out takes the lines
     */
    public Progress(Planned planned, Part part, int total, Ticker ticker, Consumer<String> out) {
        this.planned = planned;
        this.pace = Sharing.pace(planned.test().pace(), part);
        this.words = Sharing.words(planned.test().pace(), part);
        this.total = total;
        this.ticker = ticker;
        this.out = out;
        this.scheduled = planned.test() instanceof TestSpec.LoadTest loadTest ? loadTest.scheduled() : Optional.empty();
        this.said = ticker.nanos();
    }

    /** Takes a request that has ended. */
    public void ended(Trace trace) {
        if (trace.warmup()) {
            return;
        }
        done++;
        // The rate begins with the first measured request: warm-up requests are not part of it.
        started = Math.min(started, trace.sent());
        if (trace.complete()) {
            RequestTimes.of(trace).ifPresent(times -> {
                ttft.add(times.ttft());
                e2e.add(times.e2e());
                roughTpot(times).ifPresent(tpot::add);
            });
        }
        var now = ticker.nanos();
        if (now - said >= EVERY && done < total) {
            said = now;
            out.accept(line(now));
        }
    }

    /**
     * Counts one token in the first read, because its tokens are counted only after the test. To leave out the requests whose first read had several would
     * leave out the slow ones of a busy client, and the mean would be too small.
     */
    private static OptionalDouble roughTpot(RequestTimes times) {
        var usage = times.usage();
        return usage == null || usage.completionTokens() < 2 || times.gaps().count() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((times.e2e() - times.ttft()) / (usage.completionTokens() - 1));
    }

    private String line(long now) {
        return String.format(
                Locale.ROOT,
                "%s: %d/%d done, %s%s%s%s%s",
                planned.name(),
                done,
                total,
                underWay(total - done),
                now > started ? ", " + Unit.PER_SECOND.format(perSecond(now)) : "",
                ttft.said("ttft"),
                tpot.said("tpot"),
                timeLeft(now)
                        .map(time -> ", " + EarlierVerdict.about(time) + " left")
                        .orElse(""));
    }

    private double perSecond(long now) {
        return done * NANOS_PER_SECOND / (now - started);
    }

    /** Returns how long the test still takes, by what was measured so far and by its schedule; empty as long as neither tells. Never negative. */
    private Optional<Duration> timeLeft(long now) {
        var untilLast = scheduled.map(length -> Math.max(0, length.toNanos() - (now - started)));
        return switch (pace) {
            // The last request is sent when it is due, and then takes as long as the others.
            case Pace.Open ignored ->
                e2e.mean().stream()
                        .boxed()
                        .flatMap(last ->
                                untilLast.map(due -> Duration.ofNanos(due + Math.round(last * NANOS_PER_MS))).stream())
                        .findFirst();
            case Pace.Closed closed -> {
                // The first requests to end are the fast ones: until each slot has had one, the rate looks too low or
                // too high.
                var known = now > started && done >= Math.min(closed.inFlight(), total);
                var atThisRate = known
                        ? Optional.of(Math.round((total - done) / perSecond(now) * NANOS_PER_SECOND))
                        : Optional.<Long>empty();
                yield Stream.concat(atThisRate.stream(), untilLast.stream())
                        .min(Long::compare)
                        .map(Duration::ofNanos);
            }
        };
    }

    private String underWay(int left) {
        return switch (pace) {
            case Pace.Closed closed -> underWay(closed, left);
            case Pace.Open ignored -> words;
        };
    }

    private static String underWay(Pace.Closed pace, int left) {
        var inFlight = Math.min(pace.inFlight(), left);
        var waiting = Math.min(pace.concurrency(), left) - inFlight;
        return inFlight + " in flight"
                + pace.throttle()
                        .map(throttle -> ", " + waiting + " waiting (" + throttle + ")")
                        .orElse("");
    }

    /** The mean of the values that were added so far. */
    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            sum += value;
            count++;
        }

        OptionalDouble mean() {
            return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
        }

        String said(String name) {
            return count == 0 ? "" : ", " + name + " " + Unit.MILLISECONDS.format(sum / count);
        }
    }
}
