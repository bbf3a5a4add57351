package dev.assay.plant;

import static dev.assay.plant.Faults.planted;
import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Judge;
import dev.assay.gate.comparison.References;
import dev.assay.gate.failures.LikelyCause;
import dev.assay.gate.failures.Part;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerGauge;
import dev.assay.testing.Counted;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fault of a known part is planted into a load test that passes, and the cause that is named must be that part. */
class LikelyCauseTest {
    private static final int REQUESTS = 40;

    /** Limits that a request with a ttft of 20 ms, two gaps of 10 ms and so an e2e of 40 ms keeps. At four in flight, 100 requests end per second. */
    private static final Limit TTFT = max("ttft.mean", 25, Unit.MILLISECONDS, "25 ms");

    private static final Limit TPOT = max("tpot.mean", 12, Unit.MILLISECONDS, "12 ms");
    private static final Limit E2E = max("e2e.mean", 45, Unit.MILLISECONDS, "45 ms");
    private static final Limit QPS = min("qps", 90, Unit.PER_SECOND, "90/s");
    private static final Limit HITS = min("cache-hit-rate", 0.5, Unit.SHARE, "50 %");
    private static final Limit PREEMPTIONS = max("preemptions", 1, Unit.COUNT, "1");
    private static final Limit FAILED = max("failed", 0, Unit.COUNT, "0");

    private static Trace[] traces() {
        return IntStream.range(0, REQUESTS)
                .mapToObj(i -> Traces.whole("c4-" + (101 + i), 40 * (i / 4), 20, 10, 3))
                .toArray(Trace[]::new);
    }

    /** Returns a recording in which on average so many requests waited in the server. */
    private static Recording recording(double waiting) {
        return recording(waiting, 0);
    }

    /** @param hits how many tokens of each prompt the prefix cache knew */
    private static Recording recording(double waiting, long hits) {
        return Counted.requests(REQUESTS)
                .with(ServerCount.CACHE_HITS, hits * REQUESTS)
                .with(ServerGauge.WAITING, waiting, waiting)
                .over(traces());
    }

    private static TestSpec.LoadTest test(Limit... limits) {
        return Plans.loadTest(REQUESTS, 3, limits);
    }

    private static List<LikelyCause> causes(TestSpec.LoadTest test, Recording recording) {
        return LikelyCause.all(Judge.judge(Plans.planned(test), recording));
    }

    private static Optional<Part> only(List<LikelyCause> causes) {
        assertThat(causes).hasSize(1);
        return causes.getFirst().part();
    }

    @Test
    void namesNoneWhereEveryLimitIsKept() {
        var test = test(TTFT, TPOT, E2E, QPS, PREEMPTIONS);

        assertThat(Judge.judge(Plans.planned(test), recording(0)).word()).isEqualTo("PASS");
        assertThat(causes(test, recording(0))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ttft+100%, PREFILL", "tpot+100%, DECODE", "itl+100%, DECODE"})
    void namesThePartWhoseLimitIsMissed(String fault, Part part) {
        var test = test(TTFT, TPOT);

        assertThat(only(causes(test, planted(test, recording(0), fault)))).contains(part);
    }

    @ParameterizedTest
    @CsvSource({"ttft+100%, PREFILL", "tpot+100%, DECODE"})
    void namesForWholeRequestsThePartWhoseLimitIsMissedToo(String fault, Part part) {
        var test = test(TTFT, TPOT, E2E, QPS);

        assertThat(causes(test, planted(test, recording(0), fault)))
                .hasSize(3)
                .allSatisfy(cause -> assertThat(cause.part()).contains(part));
    }

    @Test
    void namesTheOnlyPartThatIsLongEnough() {
        var test = test(E2E);

        var cause = causes(test, planted(test, recording(0), "tpot+300%")).getFirst();

        // Two gaps of 40 ms after a ttft of 20 ms: 100 ms, of which 55 must go.
        assertThat(cause.part()).contains(Part.DECODE);
        assertThat(cause.evidence())
                .isEqualTo(
                        "of the mean e2e of 100.000 ms, 20.000 ms is the time to the first token and 80.000 ms the"
                                + " further tokens; 55.000 ms less would keep the limit, which only the further tokens can give.");
        assertThat(only(causes(test, planted(test, recording(0), "ttft+300%")))).contains(Part.PREFILL);
    }

    @Test
    void namesNoPartOfWholeRequestsIfEitherIsLongEnough() {
        var test = test(E2E);

        var cause = causes(test, planted(test, recording(0), "e2e+50%")).getFirst();

        assertThat(cause.part()).isEmpty();
        assertThat(cause.evidence()).endsWith("and no limit on a part says which part is too slow.");
    }

    @Test
    void findsTheQueueInWhatTheServerSaysAboutWaitingRequests() {
        var test = test(TTFT);

        // 40 requests of 60 ms, four at a time, end in 600 ms; 2.5 that wait at 66.7 per second wait 37.5 ms each.
        var queue = causes(test, planted(test, recording(2.5), "ttft+100%")).getFirst();
        var prefill = causes(test, planted(test, recording(0.1), "ttft+100%")).getFirst();

        assertThat(queue.part()).contains(Part.QUEUE);
        assertThat(queue.evidence())
                .isEqualTo(
                        "on average 2.5 requests waited in the server, which at 66.667/s is 37.500 ms of the mean ttft"
                                + " of 40.000 ms (Little's law; 10 readings).");
        assertThat(prefill.part()).contains(Part.PREFILL);
    }

    @Test
    void doesNotKnowTheQueueOfAServerThatDoesNotTellIt() {
        var test = test(TTFT);

        var cause = causes(test, planted(test, Plans.recording(List.of(traces())), "ttft+100%"))
                .getFirst();

        assertThat(cause.part()).isEmpty();
        assertThat(cause.evidence())
                .isEqualTo(
                        "it is the server's queue or its prefill: the server did not say how many requests waited in it.");
    }

    @Test
    void knowsThatASingleRequestWaitsForNoOther() {
        var test = Plans.with(test(TTFT), new Pace.Closed(1), new TestLength(2));
        var alone =
                Plans.recording(List.of(Traces.whole("c4-001", 0, 20, 10, 3), Traces.whole("c4-002", 40, 20, 10, 3)));

        assertThat(only(causes(test, planted(test, alone, "ttft+100%")))).contains(Part.PREFILL);
    }

    @Test
    void namesTheCacheForItsOwnFigures() {
        var test = Plans.loadTest(new Prompts.Identical(), REQUESTS, 3, HITS, PREEMPTIONS);
        var hits = planted(test, recording(0, 192), "cache-hit-rate=0%");
        var both = planted(test, hits, "preemptions=8");

        assertThat(causes(test, both))
                .extracting(LikelyCause::part)
                .containsExactly(Optional.of(Part.CACHE), Optional.of(Part.CACHE));
    }

    @Test
    void namesTheCacheForSlowTokensOnlyIfEnoughRequestsWerePreempted() {
        var test = test(TPOT);
        var slow = planted(test, recording(0), "tpot+100%");

        assertThat(only(causes(test, planted(test, slow, "preemptions=1")))).contains(Part.DECODE);
        assertThat(only(causes(test, planted(test, slow, "preemptions=2")))).contains(Part.CACHE);
    }

    @Test
    void namesThePrefillIfPromptsOfOthersInterruptTheDecode() {
        // One request has 60 gaps of 10 ms, and 20 of 50 ms while another request waits for its first token.
        var long1 = Traces.trace("c4-001");
        var at = 20.0;
        for (var i = 0; i < 80; i++) {
            long1.text(at, " x");
            at += i < 60 ? 10 : 50;
        }
        var other = Traces.whole("c4-002", 621, at - 621, 10, 81);
        var recording = Plans.recording(
                List.of(long1.last(at, " x", "length").usage(256, 81).done().build(), other));

        var kept = causes(Plans.loadTest(2, 81, max("itl.mean", 12, Unit.MILLISECONDS, "12 ms")), recording);
        var missed = causes(Plans.loadTest(2, 81, max("itl.mean", 5, Unit.MILLISECONDS, "5 ms")), recording);

        assertThat(only(kept)).contains(Part.PREFILL);
        assertThat(kept.getFirst().evidence())
                .isEqualTo("prompts of other requests interrupt the decode; its gaps have a mean of 10.000 ms while no"
                        + " request waits for its first token (140 gaps), and of 50.000 ms otherwise (20);"
                        + " without the others the limit is kept.");
        assertThat(only(missed)).contains(Part.DECODE);
    }

    @Test
    void namesTheErrorsOfTheServer() {
        var test = test(FAILED);

        var cause = causes(test, planted(test, recording(0), "failed+10%")).getFirst();

        assertThat(cause.part()).contains(Part.ERRORS);
        assertThat(cause.evidence()).startsWith("the server failed requests: 4 × HTTP_ERROR (");
    }

    @Test
    void namesTheQueueIfRequestsComeFasterThanTheyEnd() {
        var test = Plans.open(
                Plans.loadTest(40, 3, max("e2e.scheduled.mean", 600_000, Unit.MILLISECONDS, "10 min")),
                10,
                new Arrivals.Constant());
        var traces = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> Traces.whole("c4-" + (100 + i), 100 * i, 100 * i, 10, 3))
                .toList();

        assertThat(only(causes(test, Plans.recording(traces)))).contains(Part.QUEUE);
        var twice = Faults.repeats(Plans.recording(traces), Plans.recording(traces));
        assertThat(only(LikelyCause.all(Judge.judge(Plans.planned(test), twice, References.NONE))))
                .contains(Part.QUEUE);
    }

    @Test
    void namesTheClientIfItSendsLate() {
        var test = Plans.open(
                Plans.loadTest(40, 3, max("ttft.scheduled.mean", 30, Unit.MILLISECONDS, "30 ms")),
                10,
                new Arrivals.Constant());
        var traces = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> Traces.trace("c4-" + (100 + i))
                        .sentAt(100 * i, 100 * i + 60)
                        .text(100 * i + 80, " a")
                        .last(100 * i + 90, " b", "length")
                        .usage(256, 2)
                        .done()
                        .build())
                .toList();

        var verdict = Judge.judge(Plans.planned(test), Plans.recording(traces));

        assertThat(LikelyCause.all(verdict))
                .filteredOn(cause -> cause.of().equals("schedule lag"))
                .extracting(LikelyCause::part)
                .containsExactly(Optional.of(Part.CLIENT));
    }

    @Test
    void namesACauseOfRepeatsIfAllHaveIt() {
        var test = test(TPOT);
        var slow = planted(test, recording(0), "tpot+100%");

        var same = Judge.judge(Plans.planned(test), Faults.repeats(slow, slow), References.NONE);
        var different = Judge.judge(
                Plans.planned(test), Faults.repeats(slow, planted(test, slow, "preemptions=8")), References.NONE);

        assertThat(same).isInstanceOf(TestVerdict.OfRepeats.class);
        assertThat(only(LikelyCause.all(same))).contains(Part.DECODE);
        assertThat(only(LikelyCause.all(different))).isEmpty();
    }
}
