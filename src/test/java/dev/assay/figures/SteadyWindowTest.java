package dev.assay.figures;

import static dev.assay.testing.Figures.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times are milliseconds; every answer has three tokens. Values worked out by hand; the arithmetic stands beside them. */
class SteadyWindowTest {
    private static TestSpec.LoadTest loadTest(int requests, int concurrency) {
        return Plans.throttled(Plans.loadTest(requests, 3), concurrency, concurrency);
    }

    /** Five requests, one after the other, sent each 40 ms; tokens 10, 20 and 30 ms after. */
    private static List<Trace> five() {
        var traces = new ArrayList<Trace>();
        for (var i = 0; i < 5; i++) {
            traces.add(Traces.whole("c4-00" + i, 40 * i, 10, 10, 3));
        }
        return traces;
    }

    private static SteadyWindow.Window window(List<Trace> traces, int concurrency) {
        return (SteadyWindow.Window) SteadyWindow.of(loadTest(traces.size(), concurrency), traces);
    }

    private static FigureTable figures(List<Trace> traces) {
        return FigureTable.of(
                loadTest(traces.size(), 1), window(traces, 1), PowerAndPrice.UNKNOWN, MissingRequests.of(traces));
    }

    private static double value(FigureTable table, String name) {
        return ((Figure.Measured) table.get(named(name))).value();
    }

    @Test
    void leavesTheFirstAndTheLastOfEachSlotOut() {
        var window = window(five(), 1);

        assertThat(window.requests()).extracting(Trace::id).containsExactly("c4-001", "c4-002", "c4-003");
        assertThat(window.ramp()).isEqualTo(1);
        assertThat(window.drain()).isEqualTo(1);
    }

    @Test
    void goesByTheOrderOfSendingWhateverEndedFirst() {
        var traces = five().reversed();

        assertThat(window(traces, 1).requests()).extracting(Trace::id).containsExactly("c4-001", "c4-002", "c4-003");
    }

    @Test
    void countsThroughputFromTheFirstFullToTheLastSend() {
        var window = window(five(), 1);
        var table = figures(five());

        assertThat(window.start()).isEqualTo(0);
        assertThat(window.end()).isEqualTo(160_000_000);
        assertThat(value(table, "output-tps")).isEqualTo(75); // 4 × 3 tokens in 0.160 s
        assertThat(value(table, "qps")).isEqualTo(25); // 4 whole answers in 0.160 s
        assertThat(((Figure.Measured) table.get(named("qps"))).samples()).isEqualTo(4);
        assertThat(((Figure.Measured) table.get(named("ttft.mean"))).samples()).isEqualTo(3);
    }

    /** The answer to the fourth comes at 155, 165 and 175 ms, and the last request is sent at 160. */
    @Test
    void countsOfARequestWhatWasStampedInside() {
        var traces = new ArrayList<>(five());
        traces.set(3, Traces.whole("c4-003", 120, 35, 10, 3));

        var table = figures(traces);

        assertThat(value(table, "output-tps")).isEqualTo(62.5); // (3 × 3 + 1) / 0.160 s
        assertThat(value(table, "qps")).isCloseTo(20.833333, within(1e-6)); // (3 + 1/3) / 0.160 s
        assertThat(value(table, "prompt-tps")).isCloseTo(13_963.636364, within(1e-6)); // 3 × 256 / (10 + 10 + 35) ms
    }

    /** Two tokens at 155 ms and one at 165. */
    @Test
    void weighsChunksByTheTokensThatTheyName() {
        var traces = new ArrayList<>(five());
        traces.set(
                3,
                Traces.trace("c4-003")
                        .sentAt(120)
                        .text(155, " a b", 1, 2)
                        .text(165, " c", 3)
                        .finish(166, "length")
                        .usage(256, 3)
                        .done()
                        .build());

        assertThat(value(figures(traces), "output-tps")).isCloseTo(68.75, within(1e-9)); // (3 × 3 + 2) / 0.160 s
    }

    /** The second slot is taken at 3 ms. */
    @Test
    void saysHowLongRampAndDrainTook() {
        var traces = new ArrayList<Trace>();
        for (var i = 0; i < 5; i++) {
            traces.add(Traces.whole("c4-a" + i, 40 * i, 10, 10, 3));
            traces.add(Traces.whole("c4-b" + i, 40 * i + 3, 10, 10, 3));
        }

        // Last sent at 163, ended at 193 ms
        assertThat(window(traces, 2).extent())
                .isEqualTo(new SteadyWindow.Extent(10, 2, 2, 3_000_000, 163_000_000, 3_000_000, 30_000_000));
        assertThat(window(traces, 2).extent().requests()).isEqualTo(6);
        assertThat(window(traces, 2).extent().nanos()).isEqualTo(160_000_000);
    }

    @Test
    void needsFiveRoundsOfAllSlots() {
        assertThat(reason(SteadyWindow.of(loadTest(4, 1), five().subList(0, 4))))
                .isEqualTo("a steady window needs 5 × concurrency = 5 requests, and the run has 4");
        assertThat(SteadyWindow.planned(loadTest(19, 4))).isEmpty();
        assertThat(SteadyWindow.planned(loadTest(20, 4))).hasValue(12);
    }

    @Test
    void needsAllSlotsToBeTaken() {
        var traces = new ArrayList<>(five());
        traces.addAll(five());

        assertThat(SteadyWindow.of(loadTest(10, 2), traces)).isInstanceOf(SteadyWindow.Window.class);
        assertThat(reason(SteadyWindow.of(Plans.throttled(Plans.loadTest(10, 3), 2, 3), traces)))
                .isEqualTo("there were never 3 requests in flight");
    }

    private static String reason(SteadyWindow window) {
        return ((SteadyWindow.None) window).reason();
    }

    /** Tokens at 10, 20 and 30 ms, of a time from 10 to 30 ms: its begin belongs to it, its end does not. */
    @Test
    void beginsWithItsFirstInstantAndEndsBeforeItsLast() {
        var trace = Traces.whole("a", 0, 10, 10, 3);

        assertThat(new SteadyWindow.Window(List.of(trace), 0, 0, 10_000_000, 30_000_000).share(trace))
                .isEqualTo(2 / 3.0);
        assertThat(new SteadyWindow.Window(List.of(trace), 0, 0, 10_000_001, 30_000_001).share(trace))
                .isEqualTo(2 / 3.0);
    }

    /** The first is sent at 100 ms. */
    @Test
    void countsTheRampFromTheFirstSend() {
        var traces = new ArrayList<Trace>();
        for (var i = 0; i < 5; i++) {
            traces.add(Traces.whole("c4-a" + i, 100 + 40 * i, 10, 10, 3));
            traces.add(Traces.whole("c4-b" + i, 103 + 40 * i, 10, 10, 3));
        }

        assertThat(window(traces, 2).extent().rampNanos()).isEqualTo(3_000_000);
    }

    /** Of ten requests only the last two overlap: all slots are taken when the last is sent, and no time is left. */
    @Test
    void needsTimeBetweenTheFirstFullAndTheLastSend() {
        var traces = new ArrayList<Trace>();
        for (var i = 0; i < 9; i++) {
            traces.add(Traces.whole("c4-00" + i, 40 * i, 10, 10, 3));
        }
        traces.add(Traces.whole("c4-009", 40 * 8 + 5, 10, 10, 3));

        assertThat(reason(SteadyWindow.of(loadTest(10, 2), traces))).isEqualTo("there were never 2 requests in flight");
    }

    @Test
    void needsFiveRoundsOfSeveralSlots() {
        assertThat(reason(SteadyWindow.of(loadTest(9, 2), five())))
                .isEqualTo("a steady window needs 5 × concurrency = 10 requests, and the run has 5");
    }

    @Test
    void needsAConcurrency() {
        var atARate = Plans.open(Plans.loadTest(5, 3), 25, new Arrivals.Constant());

        var figures = SteadyWindowFigures.of(atARate, Plans.recording(five()), PowerAndPrice.UNKNOWN);

        assertThat(((SteadyWindowFigures.None) figures).reason())
                .isEqualTo("requests arrive at a rate, and a steady window needs a concurrency");
    }

    /** Of the four whole answers in the 0.160 s, three keep the objectives of 500 and 50 ms; the second has 60 ms for each token. */
    @Test
    void countsTheRequestsThatKeepEveryObjective() {
        var traces = new ArrayList<>(five());
        traces.set(1, Traces.whole("c4-001", 40, 1, 60, 2));
        var loadTest = Plans.withObjectives(loadTest(5, 1));

        var table = FigureTable.of(loadTest, window(traces, 1), PowerAndPrice.UNKNOWN, MissingRequests.of(traces));

        assertThat(value(table, "goodput")).isEqualTo(18.75); // 3 / 0.160 s
    }
}
