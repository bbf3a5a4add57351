package dev.assay.figures;

import static dev.assay.testing.Figures.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.Figure.Measured;
import dev.assay.figures.Figure.Undefined;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerRecord;
import dev.assay.testing.Counted;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerFigureTest {
    private static final Trace ONE = Traces.whole("c4-001", 0, 20, 10, 3);

    private static Figure figure(String name, Recording recording) {
        return FigureTable.of(Plans.loadTest(1, 3), recording, PowerAndPrice.UNKNOWN)
                .get(named(name));
    }

    private static Figure figure(String name, Counted counted) {
        return figure(name, counted.over(ONE));
    }

    private static String undefined(String name, Counted counted) {
        return ((Undefined) figure(name, counted)).reason();
    }

    @Test
    void areWhatTheCountersGrewBy() {
        // 64 of 512 tokens; 1 + 122 / 32, as in the page of a real server that speculates.
        var counted = Counted.requests(2)
                .with(ServerCount.CACHE_HITS, 64)
                .with(ServerCount.PREEMPTIONS, 3)
                .with(ServerCount.DRAFTS, 32)
                .with(ServerCount.ACCEPTED_TOKENS, 122);

        assertThat(figure("cache-hit-rate", counted)).isEqualTo(new Measured(named("cache-hit-rate"), 0.125, 2));
        assertThat(figure("preemptions", counted)).isEqualTo(new Measured(named("preemptions"), 3, 2));
        assertThat(figure("kv-cache-usage.mean", counted))
                .isEqualTo(new Measured(named("kv-cache-usage.mean"), 0.25, 10));
        assertThat(figure("kv-cache-usage.max", counted)).isEqualTo(new Measured(named("kv-cache-usage.max"), 0.5, 10));
        assertThat(figure("accept-length", counted)).isEqualTo(new Measured(named("accept-length"), 4.8125, 32));
    }

    @Test
    void haveNoValueWhereTheServerDoesNotTell() {
        var silent = Counted.requests(1)
                .without(ServerCount.CACHE_HITS)
                .without(ServerCount.PREEMPTIONS)
                .without(ServerGauge.KV_CACHE_USAGE);

        assertThat(undefined("cache-hit-rate", silent))
                .isEqualTo("the server does not count the hits of its prefix cache");
        assertThat(undefined("preemptions", silent)).isEqualTo("the server does not count preemptions");
        assertThat(undefined("kv-cache-usage.max", silent))
                .isEqualTo("the server does not report how much of its KV cache is in use");
        assertThat(undefined("accept-length", silent))
                .isEqualTo("the server counts no drafts: it does not speculate, or does not report it");
    }

    @Test
    void haveNoValueWhereNothingCouldBeCounted() {
        assertThat(undefined("cache-hit-rate", Counted.requests(1).with(ServerCount.CACHE_QUERIES, 0)))
                .isEqualTo("the server made no query to its prefix cache");
        assertThat(undefined("cache-hit-rate", Counted.requests(1).with(ServerCount.CACHE_HITS, 257)))
                .isEqualTo("the server counts more hits of its prefix cache (257 tokens) than queries (256 tokens)");
        assertThat(undefined(
                        "accept-length",
                        Counted.requests(1).with(ServerCount.DRAFTS, 0).with(ServerCount.ACCEPTED_TOKENS, 0)))
                .isEqualTo("the server made no draft");
        assertThat(undefined("kv-cache-usage.max", Counted.requests(1).withoutGauges()))
                .isEqualTo("the load test ended before the server's gauges were read");
        assertThat(undefined(
                        "kv-cache-usage.max",
                        Counted.requests(1).with(ServerGauge.RUNNING, 0, 0).with(ServerGauge.KV_CACHE_USAGE, 0, 0)))
                .isEqualTo("the server was idle whenever its gauges were read");
    }

    /** A part lies between none and all. */
    @Test
    void haveNoValueWhereMoreThanAllOrLessThanNoneOfTheCacheIsInUse() {
        assertThat(undefined("kv-cache-usage.max", Counted.requests(1).with(ServerGauge.KV_CACHE_USAGE, 0.9, 1.7)))
                .isEqualTo("the server reports an impossible use of its KV cache: at most 170.0 %, on average 90.0 %");
        assertThat(undefined("kv-cache-usage.mean", Counted.requests(1).with(ServerGauge.KV_CACHE_USAGE, -0.1, 0.5)))
                .isEqualTo("the server reports an impossible use of its KV cache: at most 50.0 %, on average -10.0 %");
        assertThat(figure("kv-cache-usage.max", Counted.requests(1).with(ServerGauge.KV_CACHE_USAGE, 0.9, 1)))
                .isEqualTo(new Measured(named("kv-cache-usage.max"), 1, 10));
    }

    @Test
    void haveNoValueWhereNobodyCouldLookOrDid() {
        var unseen = Counted.over(ServerRecord.unseen(0, 1, "http://a/metrics answers 404, expected 200"), ONE);

        assertThat(figure("preemptions", unseen))
                .isEqualTo(new Undefined(
                        named("preemptions"),
                        "the server's counters could not be read: http://a/metrics answers 404, expected 200"));
        assertThat(figure("preemptions", Plans.recording(List.of(ONE))))
                .isEqualTo(new Undefined(named("preemptions"), "the server's counters were not read"));
    }

    private static Recording startedAfter(String fact) {
        return Plans.recordingOf(Map.of("startup", fact), List.of(ONE));
    }

    @Test
    void knowHowLongTheServerTookToStartThatTheGateStarted() {
        assertThat(figure("startup.cold", startedAfter("46.213 s")))
                .isEqualTo(new Measured(named("startup.cold"), 46_213, 1));
        assertThat(figure("startup.cold", startedAfter("not found out")))
                .isEqualTo(new Undefined(named("startup.cold"), "the gate did not start the server"));
    }

    @Test
    void areShownWhereNobodyLookedAtTheServerOnlyIfTheyAreKnown() {
        var table = FigureTable.of(Plans.loadTest(1, 3), startedAfter("46.213 s"), PowerAndPrice.UNKNOWN);

        assertThat(table.ofServer()).extracting(Figure::name).containsExactly(ServerFigure.STARTUP_COLD);
    }

    @Test
    void areNoneOfTheSteadyPart() {
        var traces = new ArrayList<Trace>();
        for (var i = 0; i < 20; i++) {
            traces.add(Traces.whole("c4-" + (100 + i), 40 * (i / 4) + i % 4, 20, 10, 3));
        }
        var steady = SteadyWindowFigures.of(Plans.loadTest(20, 3), Plans.recording(traces), PowerAndPrice.UNKNOWN);

        assertThat(steady)
                .isInstanceOfSatisfying(
                        SteadyWindowFigures.Measured.class,
                        measured -> assertThat(measured.figures().get(named("preemptions")))
                                .isEqualTo(new Undefined(
                                        named("preemptions"), "a figure of the server exists only for the whole run")));
    }

    @Test
    void areAllShownWhereTheServerWasLookedAtButThatOfItsStart() {
        var table = FigureTable.of(
                Plans.loadTest(1, 3),
                Counted.requests(1).without(ServerCount.PREEMPTIONS).over(ONE),
                PowerAndPrice.UNKNOWN);

        assertThat(table.ofServer())
                .extracting(Figure::name)
                .containsExactly(
                        ServerFigure.CACHE_HIT_RATE,
                        ServerFigure.PREEMPTIONS,
                        ServerFigure.KV_CACHE_USAGE_MEAN,
                        ServerFigure.KV_CACHE_USAGE_MAX,
                        ServerFigure.ACCEPT_LENGTH);
    }

    /** A server with requests may have an empty cache at every reading. */
    @Test
    void areZeroWhereABusyServerUsesNoCache() {
        assertThat(figure(
                        "kv-cache-usage.max",
                        Counted.requests(1).with(ServerGauge.RUNNING, 1, 2).with(ServerGauge.KV_CACHE_USAGE, 0, 0)))
                .isEqualTo(new Measured(named("kv-cache-usage.max"), 0, 10));
    }
}
