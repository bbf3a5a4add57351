package dev.assay.run.console;

import dev.assay.figures.times.RequestTimes;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.trace.Trace;
import dev.assay.wire.Ticker;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Prints how far a long test is: one line every ten seconds. The times in it are means over the requests that have ended so far; nothing is judged by them.
 * Used by one thread.
 */
public final class Progress {
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
    public Progress(Planned planned, int total, Ticker ticker, Consumer<String> out) {
        this.planned = planned;
        this.total = total;
        this.ticker = ticker;
        this.out = out;
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

    /** A test that ends by time may send fewer requests than planned. */
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

    /** The mean of the values that were added so far. */
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
