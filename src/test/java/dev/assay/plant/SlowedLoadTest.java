package dev.assay.plant;

import static dev.assay.plant.Faults.planted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureTable;
import dev.assay.figures.PowerAndPrice;
import dev.assay.figures.times.RequestTimes;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.plant.Fault.Measure;
import dev.assay.plant.Fault.Time;
import dev.assay.recording.Recording;
import dev.assay.recording.files.TraceFile;
import dev.assay.testing.Counted;
import dev.assay.testing.Figures;
import dev.assay.testing.GpuRecords;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlowedLoadTest {
    private static final double NANOS_PER_MS = 1e6;

    private static TestSpec.LoadTest test(Pace pace, int requests) {
        return Plans.with(Plans.loadTest(requests, 5), pace, new TestLength(requests));
    }

    private static RequestTimes times(Trace trace) {
        return RequestTimes.of(trace).orElseThrow();
    }

    private static double ms(long nanos) {
        return nanos / NANOS_PER_MS;
    }

    /** One request of five tokens: ttft 20 ms, four gaps of 10 ms, so e2e 60 ms. */
    @ParameterizedTest
    @CsvSource({
        "ttft+50%, 30, 10, 70",
        "ttft+4ms, 24, 10, 64",
        "tpot+50%, 20, 15, 80",
        "tpot+2ms, 20, 12, 68",
        "itl+50%, 20, 15, 80",
        "itl+2ms, 20, 12, 68",
        "e2e+50%, 30, 15, 90",
        "e2e+6ms, 22, 11, 66"
    })
    void makesThisTimeLongerAndLeavesTheOthers(String fault, double ttft, double tpot, double e2e) {
        var recording = Plans.recording(List.of(Traces.whole("c4-001", 100, 20, 10, 5)));

        var slower = times(
                planted(test(new Pace.Closed(1), 1), recording, fault).traces().getFirst());

        assertThat(slower.ttft()).isEqualTo(ttft);
        assertThat(slower.tpot()).isEqualTo(OptionalDouble.of(tpot));
        assertThat(slower.e2e()).isEqualTo(e2e);
        assertThat(slower.gaps().millis()).containsOnly(tpot);
    }

    @Test
    void widensEveryGapByTheSameWhereTheyDiffer() {
        var trace = Traces.trace("c4-001")
                .sentAt(0)
                .text(20, "a")
                .text(25, "b")
                .text(45, "c")
                .last(46, "d", "length")
                .usage(256, 4)
                .done()
                .build();

        var recording = Plans.recording(List.of(trace));
        var test = test(new Pace.Closed(1), 1);

        assertThat(times(planted(test, recording, "itl+2ms").traces().getFirst())
                        .gaps()
                        .millis())
                .containsExactly(7.0, 22.0, 3.0);
        // tpot 26 / 3, so each gap by 3 / (26 / 3) more: 5 × 1.346…
        assertThat(times(planted(test, recording, "tpot+3ms").traces().getFirst())
                        .tpot()
                        .orElseThrow())
                .isEqualTo(26.0 / 3 + 3, within(1e-6));
    }

    @Test
    void sendsTheNextRequestOfAClosedLoopWhenASlotIsFreeNow() {
        // Two slots: 001 takes 60 ms, 002 takes 100 ms; 003 follows 001 after 1 ms, 004 follows 002.
        var recording = Plans.recording(List.of(
                Traces.whole("c4-001", 0, 20, 10, 5),
                Traces.whole("c4-002", 0, 20, 20, 5),
                Traces.whole("c4-003", 61, 20, 10, 5),
                Traces.whole("c4-004", 100, 20, 10, 5)));

        var slower = planted(test(new Pace.Closed(2), 4), recording, "e2e+100%").traces();

        assertThat(slower).extracting(trace -> ms(trace.scheduled())).containsExactly(0.0, 0.0, 121.0, 200.0);
        assertThat(slower).extracting(trace -> ms(trace.sent())).containsExactly(0.0, 0.0, 121.0, 200.0);
        assertThat(slower).extracting(trace -> ms(trace.ended())).containsExactly(120.0, 200.0, 241.0, 320.0);
    }

    @Test
    void givesAFreeSlotToTheNextRequestWhicheverSlotThatIs() {
        // 002 becomes the first that ends: its time to the first token is a smaller part of it.
        var recording = Plans.recording(List.of(
                Traces.whole("c4-001", 0, 40, 10, 5),
                Traces.whole("c4-002", 0, 10, 18, 5),
                Traces.whole("c4-003", 80, 20, 10, 5),
                Traces.whole("c4-004", 82, 20, 10, 5)));

        var slower =
                planted(test(new Pace.Closed(2), 4), recording, "ttft+100%").traces();

        assertThat(slower).extracting(trace -> ms(trace.ended())).containsExactly(120.0, 92.0, 172.0, 200.0);
        assertThat(slower).extracting(trace -> ms(trace.sent())).containsExactly(0.0, 0.0, 92.0, 120.0);
    }

    @Test
    void letsRequestsWaitLongerBehindAThrottle() {
        // One at a time: 002 is due at the beginning, and is sent 3 ms after 001 ended.
        var recording = Plans.recording(List.of(
                Traces.whole("c4-001", 0, 20, 10, 5),
                Traces.trace("c4-002")
                        .sentAt(0, 63)
                        .text(83, "x")
                        .last(93, "y", "length")
                        .usage(256, 2)
                        .done()
                        .build()));

        var slower =
                planted(test(new Pace.Closed(2, 1), 2), recording, "tpot+100%").traces();

        assertThat(ms(slower.get(1).scheduled())).isZero();
        assertThat(ms(slower.get(1).sent())).isEqualTo(103);
    }

    @Test
    void sendsRequestsAtARateWhenTheyWereDue() {
        var open = Plans.open(Plans.loadTest(2, 5), 10, new Arrivals.Constant());
        var recording =
                Plans.recording(List.of(Traces.whole("c4-001", 0, 20, 10, 5), Traces.whole("c4-002", 100, 20, 10, 5)));

        var slower = planted(open, recording, "e2e+1000%").traces();

        assertThat(slower).extracting(trace -> ms(trace.sent())).containsExactly(0.0, 100.0);
        assertThat(slower).extracting(trace -> ms(trace.ended())).containsExactly(660.0, 760.0);
    }

    @Test
    void leavesOutWhatWouldNotHaveComeDueInTime() {
        // 200 ms long, one slot, 60 ms each: due at 0, 60, 120 and 180. With 120 ms each: at 0 and 120.
        var test = Plans.with(
                Plans.loadTest(9, 5),
                new Pace.Closed(1),
                new TestLength(9, new Quantity(200, Unit.MILLISECONDS, "200 ms")));
        var traces = IntStream.range(0, 4)
                .mapToObj(i -> Traces.whole("c4-00" + (i + 1), i * 60, 20, 10, 5))
                .toArray(Trace[]::new);
        var recording = Counted.requests(4).ttft(4, 20).over(traces);

        var slower = planted(test, recording, "e2e+100%");

        assertThat(slower.traces()).extracting(Trace::id).containsExactly("c4-001", "c4-002");
        var counted = slower.counted().orElseThrow();
        assertThat(counted.requests()).hasValue(2);
        assertThat(Objects.requireNonNull(counted.ttft()).count()).isEqualTo(2);
        assertThat(counted.ttft().mean().orElseThrow()).isEqualTo(0.04, within(1e-9));
    }

    @Test
    void letsTheServersOwnTimesFollow() {
        var traces = new Trace[] {Traces.whole("c4-001", 0, 20, 10, 3), Traces.whole("c4-002", 0, 20, 10, 3)};
        // The server sees 19 ms of the 20, and two gaps of 10 ms for each request.
        var recording = Counted.requests(2).ttft(2, 19).itl(4, 10).over(traces);
        var test = test(new Pace.Closed(2), 2);

        var later = planted(test, recording, "ttft+50%").counted().orElseThrow();
        var slower = planted(test, recording, "tpot+50%").counted().orElseThrow();

        assertThat(Objects.requireNonNull(later.ttft()).mean().orElseThrow() * 1e3)
                .isEqualTo(29, within(1e-9));
        assertThat(later.itl()).isEqualTo(recording.counted().orElseThrow().itl());
        assertThat(slower.ttft()).isEqualTo(recording.counted().orElseThrow().ttft());
        assertThat(Objects.requireNonNull(slower.itl()).mean().orElseThrow() * 1e3)
                .isEqualTo(15, within(1e-9));
    }

    @Test
    void spreadsTheSamplesOfTheGpusOverTheLongerTime() {
        // From 0 to 60 ms, then to 120 ms.
        var recording = GpuRecords.with(
                Plans.recording(List.of(Traces.whole("c4-001", 0, 20, 10, 5))),
                GpuRecords.of(
                        GpuRecords.gpu(0, GpuRecords.sample(0, 300.0, null), GpuRecords.sample(0.03, 400.0, null))));

        var slower = planted(test(new Pace.Closed(1), 1), recording, "e2e+100%")
                .gpu()
                .orElseThrow();

        assertThat(slower.gpus().getFirst().samples())
                .containsExactly(GpuRecords.sample(0, 300.0, null), GpuRecords.sample(0.06, 400.0, null));
    }

    @Test
    void leavesARequestWithoutAnAnswerAsItIs() {
        var failed = Traces.trace("c4-001")
                .sentAt(0)
                .text(20, "x")
                .ending(new Ending.StreamError("out of memory"))
                .build();

        var slower = planted(test(new Pace.Closed(1), 1), Plans.recording(List.of(failed)), "e2e+100%");

        assertThat(slower.traces()).containsExactly(failed);
    }

    /** With a fault of no size, everything stays: each request of a real recording is sent when it was. */
    @ParameterizedTest
    @ValueSource(strings = {"c1", "c4", "c8"})
    void sendsTheRequestsOfARealRecordingWhenTheyWereIfNothingChanges(String name) {
        var recording = TraceFile.read(Path.of("tapes/smollm2-135m/" + name + ".jsonl"));
        var concurrency = Integer.parseInt(name.substring(1));
        var test = test(new Pace.Closed(concurrency), recording.measured().size());

        for (var time : Time.values()) {
            var same = SlowedLoad.of(test, recording, new Fault.Slower(time, BigDecimal.ZERO, Measure.PERCENT));
            assertThat(same.traces()).isEqualTo(recording.traces());
        }
    }

    /** A closed loop without pauses has as many requests per second as requests in flight per time of one. */
    @Test
    void lowersTheRateOfARealRecordingByAsMuchAsItsAnswersTakeLonger() {
        var recording = TraceFile.read(Path.of("tapes/smollm2-135m/c4.jsonl"));
        var test = Plans.with(Plans.loadTest(40, 64), new Pace.Closed(4), new TestLength(40));

        var before = value(test, recording, "qps");
        var after = value(test, planted(test, recording, "e2e+25%"), "qps");

        assertThat(before / after).isEqualTo(1.25, within(0.001));
    }

    private static double value(TestSpec.LoadTest test, Recording recording, String figure) {
        var table = FigureTable.of(test, recording, PowerAndPrice.of(Plans.planned(test), recording));
        return ((Figure.Measured) table.get(Figures.named(figure))).value();
    }

    @Test
    void keepsWhatARequestThatWasSentTwiceLost() {
        var twice = Traces.twice(Traces.whole("c4-001", 0, 20, 10, 5), 4.0);

        var slower = planted(test(new Pace.Closed(1), 1), Plans.recording(List.of(twice)), "ttft+50%")
                .traces()
                .getFirst();

        assertThat(slower.resends()).isEqualTo(1);
        assertThat(slower.lost().orElseThrow() / NANOS_PER_MS).isEqualTo(6);
        assertThat(Arrays.stream(RequestTimes.stamps(slower)).min().orElseThrow() / NANOS_PER_MS)
                .isEqualTo(30);
    }
}
