package dev.assay.audits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding.Severity;
import dev.assay.testing.ClosedLoopServer;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run with one fault in it is caught by the audit that exists for it, and by no other; a run without one by none. */
@Tag("slow")
class PlantedRunTest {
    private static final int RUNS = 2_000;
    /** Four tests in each run, of which chance alone alarms one in a thousand, or less where the change is too small to matter. */
    private static final int MOST_ALARMS = 12;

    private static List<Audits> caught(int slots, List<Trace> traces) {
        var loadTest = Plans.throttled(Plans.loadTest(traces.size(), ClosedLoopServer.TOKENS), slots, slots);
        return Audits.examine(Plans.planned(loadTest), Plans.recording(traces)).entrySet().stream()
                .filter(finding -> finding.getValue().severity() != Severity.SOUND)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String said(Audits audit, int slots, List<Trace> traces) {
        var loadTest = Plans.throttled(Plans.loadTest(traces.size(), ClosedLoopServer.TOKENS), slots, slots);
        return Objects.requireNonNull(Audits.examine(Plans.planned(loadTest), Plans.recording(traces))
                        .get(audit))
                .text();
    }

    @Test
    void cleanRunsAreCaughtByNone() {
        var alarms = new ArrayList<String>();
        for (var run = 0; run < RUNS; run++) {
            var random = new Random(run);
            var slots = 4 + random.nextInt(37);
            var server = ClosedLoopServer.steady(slots, 100 + random.nextInt(301))
                    .withNoise(0.1 + 0.3 * random.nextDouble(), 0.02 + 0.06 * random.nextDouble());
            var caught = caught(slots, server.run(run));
            if (!caught.isEmpty()) {
                alarms.add(run + ": " + caught);
            }
        }

        assertThat(alarms).hasSizeLessThanOrEqualTo(MOST_ALARMS);
    }

    /** The first fifth of the requests is half as slow again, as where kernels are still compiled. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aServerThatWarmsUpIsCaught(long seed) {
        var run = ClosedLoopServer.steady(8, 200).slower(i -> i < 40 ? 1.5 : 1).run(seed);

        assertThat(caught(8, run)).containsExactly(Audits.QUICKENING);
        assertThat(said(Audits.QUICKENING, 8, run))
                .matches(".*tpot was \\d+\\.\\d % higher in the first tenth of 184 requests than after it"
                        + " \\(rank-sum p = \\de-\\d\\d\\).*; raise `warmup`");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aServerThatSlowsDownIsCaught(long seed) {
        var run =
                ClosedLoopServer.steady(8, 400).slower(i -> 1 + 0.15 * i / 400).run(seed);

        assertThat(caught(8, run)).containsExactly(Audits.SLOWING);
        assertThat(said(Audits.SLOWING, 8, run))
                .matches("(ttft rose .*; )?tpot rose by \\d+\\.\\d % over 384 requests \\(Kendall p = \\de-\\d\\d\\)");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aServerThatStandsStillIsCaught(long seed) {
        var run = ClosedLoopServer.steady(8, 200).standingStill(2.5, 3).run(seed);

        assertThat(caught(8, run)).containsExactly(Audits.STALLS);
        assertThat(said(Audits.STALLS, 8, run))
                .matches(
                        "all streams stood still together: for 30\\d\\d\\.\\d{3} ms with \\d open, 2\\.(4\\d\\d|500) s into"
                                + " the test \\(2026-11-21T21:04:02\\.4\\d\\dZ\\); the longest gap of a request is 1\\d\\.\\d{3} ms"
                                + " in the median");
    }

    /** Where a stall falls makes no trend of it. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 1.2, 2, 3, 4, 5})
    void aStallIsNoTrend(double seconds) {
        var run = ClosedLoopServer.steady(8, 200).standingStill(seconds, 3).run(1);

        assertThat(caught(8, run)).containsExactly(Audits.STALLS);
    }

    /** Of four, one streams already and stands still for two seconds, while the prompts of the others are computed. */
    @Test
    void aPromptThatHoldsUpTheOthersIsNoStall() {
        var traces = new ArrayList<Trace>();
        for (var wave = 0; wave < 5; wave++) {
            var sent = 3000.0 * wave;
            traces.add(answer(4 * wave, sent, 500, 520, 2600, 2620));
            for (var other = 1; other < 4; other++) {
                traces.add(answer(4 * wave + other, sent + other, 2590, 2610, 2630, 2650));
            }
        }

        assertThat(said(Audits.STALLS, 4, traces))
                .isEqualTo("the streams never stood still together; the longest gap of a request is 20.000 ms in the"
                        + " median");
    }

    /** Where most answers come in one read, nothing is usual that a gap could be compared with. */
    @Test
    void answersInOneReadStandStillNowhere() {
        var traces = new ArrayList<Trace>();
        for (var i = 0; i < 20; i++) {
            traces.add(i % 4 == 0 ? answer(i, 100.0 * i, 20, 50) : answer(i, 100.0 * i, 20, 20));
        }

        assertThat(said(Audits.STALLS, 1, traces)).startsWith("the streams never stood still together");
    }

    private static Trace answer(int number, double sent, double... after) {
        var trace = Traces.trace("c2-" + (100 + number)).sentAt(sent);
        for (var i = 0; i < after.length - 1; i++) {
            trace.text(sent + after[i], " x");
        }
        return trace.last(sent + after[after.length - 1], " x", "length")
                .usage(256, after.length)
                .done()
                .build();
    }

    @Test
    void aLoopThatIsThrottledIsCaught() {
        var run = ClosedLoopServer.steady(7, 200).run(1);

        assertThat(caught(8, run)).containsExactly(Audits.IN_FLIGHT);
        assertThat(said(Audits.IN_FLIGHT, 8, run)).isEqualTo("there were never 8 requests in flight");
    }

    @Test
    void aPrefixThatIsCachedIsCaught() {
        var known = Traces.trace("known");
        IntStream.range(0, ClosedLoopServer.TOKENS - 1).forEach(token -> known.text(token + 1, " x"));
        var answer = known.last(ClosedLoopServer.TOKENS, " x", "length")
                .usage(256, ClosedLoopServer.TOKENS, 128)
                .done()
                .build();
        var run = ClosedLoopServer.steady(8, 200).run(1).stream()
                .map(trace -> new Trace(
                        trace.id(),
                        false,
                        trace.requestSha256(),
                        trace.scheduled(),
                        trace.sent(),
                        0,
                        trace.head(),
                        retimed(trace, answer),
                        answer.body(),
                        trace.ended(),
                        trace.ending()))
                .toList();

        assertThat(caught(8, run)).containsExactly(Audits.PREFIX_CACHE);
        assertThat(said(Audits.PREFIX_CACHE, 8, run))
                .startsWith("25600 of 51200 prompt tokens (50.0 %) came from a cache");
    }

    private static ReadTimes retimed(Trace times, Trace bytes) {
        var reads = new ReadTimes.Builder();
        IntStream.range(0, ClosedLoopServer.TOKENS)
                .forEach(token ->
                        reads.add(bytes.reads().end(token), times.reads().nanos(token)));
        return reads.build();
    }
}
