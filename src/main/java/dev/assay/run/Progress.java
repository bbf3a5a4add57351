package dev.assay.run;

import dev.assay.figures.times.RequestTimes;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.tests.Pace;
import dev.assay.plan.tests.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.trace.Trace;
import dev.assay.wire.Ticker;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Says of a test that takes long how far it is: a line every ten seconds, appended, as a build's log can keep it. What it shows of times is a
 * mean of what has ended so far, for people who wait; nothing is judged by it. Used by one thread.
 */
final class Progress {
    private static final long EVERY = Duration.ofSeconds(10).toNanos();

    private final Planned planned;
    private final int total;
    private final Ticker ticker;
    private final Consumer<String> out;
    private final Mean ttft = new Mean();
    private final Mean tpot = new Mean();
    private int done;
    private long started = Long.MAX_VALUE;
    private long said;

    /**
     * @param total how many requests are measured
     * @param ticker counts from the start of the test
     * @param out takes the lines
     */
    Progress(Planned planned, int total, Ticker ticker, Consumer<String> out) {
        this.planned = planned;
        this.total = total;
        this.ticker = ticker;
        this.out = out;
        this.said = ticker.nanos();
    }

    /** Takes a request that has ended. */
    void ended(Trace trace) {
        if (trace.warmup()) {
            return;
        }
        done++;
        // The rate begins with the first request that is measured: what warmed the server is no part of it.
        started = Math.min(started, trace.sent());
        if (trace.complete()) {
            RequestTimes.of(trace).ifPresent(times -> {
                ttft.add(times.ttft());
                times.tpot().ifPresent(tpot::add);
            });
        }
        var now = ticker.nanos();
        if (now - said >= EVERY && done < total) {
            said = now;
            out.accept(line(now));
        }
    }

    private String line(long now) {
        var perSecond = done * 1e9 / (now - started);
        return String.format(
                Locale.ROOT,
                "%s: %d/%d done, %s, %s%s%s, about %d s left",
                planned.name(),
                done,
                total,
                underWay(planned.test(), total - done),
                Unit.PER_SECOND.format(perSecond),
                ttft.said("ttft"),
                tpot.said("tpot"),
                Math.round(Math.min((total - done) / perSecond, secondsToCome(now))));
    }

    /** Where time ends a test, there may be fewer to come. */
    private double secondsToCome(long now) {
        return planned.test() instanceof TestSpec.LoadTest loadTest && loadTest.endsByTime()
                ? Math.max(0, loadTest.length().nanos() - (now - started)) / 1e9
                : Double.POSITIVE_INFINITY;
    }

    private static String underWay(TestSpec test, int left) {
        return switch (test.pace()) {
            case Pace.Closed closed -> underWay(closed, left);
            case Pace.Open open -> open.toString();
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

    /** A mean that grows. */
    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            sum += value;
            count++;
        }

        String said(String name) {
            return count == 0 ? "" : ", " + name + " " + Unit.MILLISECONDS.format(sum / count);
        }
    }
}
