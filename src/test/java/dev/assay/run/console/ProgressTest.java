package dev.assay.run.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.times.RequestTimes;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.shards.Part;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final AtomicLong seconds = new AtomicLong();
    private final List<String> lines = new ArrayList<>();

    private Progress progress(int total) {
        return progress(total, Plans.loadTest(40, 3));
    }

    private Progress progress(int total, TestSpec test) {
        return progress(total, test, Part.WHOLE);
    }

    private Progress progress(int total, TestSpec test, Part part) {
        return new Progress(Plans.planned(test), part, total, () -> seconds.get() * 1_000_000_000L, lines::add);
    }

    private static Trace request() {
        return Traces.whole("c4-001", 0, 20, 10, 3);
    }

    private void after(long second, Progress progress, Trace trace) {
        seconds.set(second);
        progress.ended(trace);
    }

    /** 5 of 40 in 10 s are 0.5/s; 35 are left, which take 70 s. */
    @Test
    void saysHowFarATestIsEveryTenSeconds() {
        var progress = progress(40);

        for (var second = 2; second <= 22; second += 2) {
            after(second, progress, request());
        }

        assertThat(lines)
                .containsExactly(
                        "smollm2-135m c4: 5/40 done, 4 in flight, 0.500/s, ttft 20.000 ms, tpot 10.000 ms, about 70 s left",
                        "smollm2-135m c4: 10/40 done, 4 in flight, 0.500/s, ttft 20.000 ms, tpot 10.000 ms, about 60 s left");
    }

    /** Two events had five tokens, and nothing tells yet how many the first one had: 40 ms for four. */
    @Test
    void countsRequestsWhoseFirstReadMayHaveSeveralTokens() {
        var unclear = Traces.trace("c4-001")
                .text(20, " a")
                .last(60, " b c d e", "length")
                .usage(256, 5)
                .done()
                .build();
        assertThat(RequestTimes.of(unclear).orElseThrow().tpot()).isEmpty();

        after(10, progress(40), unclear);

        assertThat(lines).singleElement().asString().contains(", ttft 20.000 ms, tpot 10.000 ms");
    }

    /** Of 4 in flight one has ended: whether the others take as long, nobody knows. */
    @Test
    void doesNotGuessBeforeEachSlotHasHadARequest() {
        var progress = progress(40);

        after(10, progress, request());
        after(20, progress, request());
        after(30, progress, request());
        after(40, progress, request());

        assertThat(lines.subList(0, 3)).noneMatch(line -> line.contains("left"));
        assertThat(lines.getLast()).endsWith(", 0.100/s, ttft 20.000 ms, tpot 10.000 ms, about 6 min left");
    }

    @Test
    void saysHowManyWaitBehindAThrottle() {
        var progress = progress(7, Plans.throttled(Plans.loadTest(7, 3), 4, 3));

        after(10, progress, request());
        after(20, progress, request());
        after(30, progress, request());
        after(40, progress, request());
        after(50, progress, request());

        assertThat(lines)
                .extracting(line -> line.substring(0, line.indexOf("/s,")))
                .containsExactly(
                        "smollm2-135m c4: 1/7 done, 3 in flight, 1 waiting (max-in-flight 3), 0.100",
                        "smollm2-135m c4: 2/7 done, 3 in flight, 1 waiting (max-in-flight 3), 0.100",
                        "smollm2-135m c4: 3/7 done, 3 in flight, 1 waiting (max-in-flight 3), 0.100",
                        "smollm2-135m c4: 4/7 done, 3 in flight, 0 waiting (max-in-flight 3), 0.100",
                        "smollm2-135m c4: 5/7 done, 2 in flight, 0 waiting (max-in-flight 3), 0.100");
    }

    /** The second of three shards has 3 of 8 in flight, and 15 of 40 requests: 12 are left, which take 120 s at 0.1/s. */
    @Test
    void knowsOnlyWhatThisShardHasInFlight() {
        var eight = Plans.with(Plans.loadTest(40, 3), new Pace.Closed(8), new TestLength(40));
        var progress = progress(15, eight, new Part(2, 3));

        after(10, progress, request());
        after(20, progress, request());
        after(30, progress, request());

        assertThat(lines)
                .containsExactly(
                        "smollm2-135m c4: 1/15 done, 3 in flight, 0.100/s, ttft 20.000 ms, tpot 10.000 ms",
                        "smollm2-135m c4: 2/15 done, 3 in flight, 0.100/s, ttft 20.000 ms, tpot 10.000 ms",
                        "smollm2-135m c4: 3/15 done, 3 in flight, 0.100/s, ttft 20.000 ms, tpot 10.000 ms, about 2 min left");
    }

    @Test
    void saysWhichPartOfARateThisShardSends() {
        var open = Plans.open(Plans.loadTest(40, 3), 2, new Arrivals.Constant());
        var progress = progress(10, open, new Part(2, 4));

        after(10, progress, request());

        assertThat(lines)
                .containsExactly("smollm2-135m c4: 1/10 done, 0.500/s of 2.0/s constant, 0.100/s, ttft 20.000 ms, tpot"
                        + " 10.000 ms, about 10 s left");
    }

    /** 40 requests at 2/s, 0.5 s apart: the last is due 20 s after the start, and takes 40 ms. */
    @Test
    void knowsTheScheduleOfRequestsThatComeAtARate() {
        var progress = progress(40, Plans.open(Plans.loadTest(40, 3), 2, new Arrivals.Constant()));

        after(10, progress, request());
        after(20, progress, request());
        after(60, progress, request());

        assertThat(lines)
                .containsExactly(
                        "smollm2-135m c4: 1/40 done, 2.0/s constant, 0.100/s, ttft 20.000 ms, tpot 10.000 ms, about 10 s left",
                        "smollm2-135m c4: 2/40 done, 2.0/s constant, 0.100/s, ttft 20.000 ms, tpot 10.000 ms, about 1 s left",
                        "smollm2-135m c4: 3/40 done, 2.0/s constant, 0.050/s, ttft 20.000 ms, tpot 10.000 ms, about 1 s left");
    }

    @Test
    void knowsWhenTimeEndsATest() {
        var minute = new TestLength(40, new Quantity(60_000, Unit.MILLISECONDS, "1 min"));
        var progress = progress(40, Plans.with(Plans.loadTest(40, 3), new Pace.Closed(4), minute));

        after(20, progress, request());
        after(70, progress, request());

        assertThat(lines.getFirst()).endsWith("about 40 s left");
        assertThat(lines.getLast()).endsWith("about 1 s left");
    }

    @Test
    void saysNothingOfATestThatIsShortOrOver() {
        var progress = progress(2);

        after(9, progress, request());
        after(30, progress, request());

        assertThat(lines).isEmpty();
    }

    /** Sent at 10 s, after the warm-up: 1 in 10 s. */
    @Test
    void beginsItsRateWithTheFirstRequestThatIsMeasured() {
        var progress = progress(4);

        after(20, progress, Traces.whole("c4-001", 10_000, 20, 10, 3));

        assertThat(lines)
                .containsExactly("smollm2-135m c4: 1/4 done, 3 in flight, 0.100/s, ttft 20.000 ms, tpot 10.000 ms");
    }

    @Test
    void countsNeitherWarmUpsNorTheTimesOfWhatFailed() {
        var progress = progress(40);
        var failed = request().endedAs(new Ending.Truncated("cut"));
        var warmup = new Trace("c4-w1", true, "", 0, 0, 0, null, failed.reads(), failed.body(), 1, failed.ending());

        after(5, progress, warmup);
        after(20, progress, failed);

        assertThat(lines).containsExactly("smollm2-135m c4: 1/40 done, 4 in flight, 0.050/s");
    }
}
