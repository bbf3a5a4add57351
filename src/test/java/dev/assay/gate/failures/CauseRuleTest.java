package dev.assay.gate.failures;

import static dev.assay.testing.Figures.named;
import static dev.assay.testing.Plans.between;
import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Judge;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Limit;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forty requests of three tokens, four in flight at a time. Values worked out by hand; the arithmetic stands beside them. */
class CauseRuleTest {
    private static final String DECODE = "the figure is the time of the tokens after the first read";

    /** Each four are sent when the four before have ended. */
    private static Trace[] traces(double ttft, double gap) {
        return IntStream.range(0, 40)
                .mapToObj(i -> Traces.whole("c4-" + (101 + i), (ttft + 2 * gap) * Math.floorDiv(i, 4), ttft, gap, 3))
                .toArray(Trace[]::new);
    }

    private static LikelyCause cause(TestSpec.LoadTest test, Recording recording, Limit limit, Limit... missed) {
        var verdict = (TestVerdict.OfLoadTest) Judge.judge(Plans.planned(test), recording);
        return new CauseRule(verdict, List.of(missed)).of(limit);
    }

    private static LikelyCause cause(double ttft, double gap, Limit limit, Limit... missed) {
        return cause(Plans.loadTest(40, 3), Plans.recording(List.of(traces(ttft, gap))), limit, missed);
    }

    private static LikelyCause cause(Counted counted, Limit limit) {
        return cause(Plans.loadTest(40, 3), counted.over(traces(20, 10)), limit);
    }

    private static Limit millis(String figure, double most) {
        return max(figure, most, Unit.MILLISECONDS, most + " ms");
    }

    private static Limit rate(String figure, double least) {
        var unit = figure.equals("qps") ? Unit.PER_SECOND : Unit.TOKENS_PER_SECOND;
        return min(figure, least, unit, least + unit.symbol());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            schedule-lag.mean     | CLIENT | the figure is the time by which the client itself sent late.
            tokens-per-chunk.mean | -      | the figure is not a time of requests.
            input-tokens.mean     | -      | the figure is not a time of requests.
            output-tokens.max     | -      | the figure is not a time of requests.
            gpu-power             | -      | the figure is not a time of requests.
            finish.stop           | -      | the figure is not a time of requests.
            finish.length         | -      | the figure is not a time of requests.
            finish.gave-up        | -      | the figure is not a time of requests.
            finish.unknown        | -      | the figure is not a time of requests.
            cached-share          | CACHE  | the figure is what the prefix cache knew.
            cache-hit-rate        | CACHE  | the figure is what the prefix cache knew of the prompts.
            preemptions           | CACHE  | the figure is how full the KV cache was.
            kv-cache-usage.mean   | CACHE  | the figure is how full the KV cache was.
            kv-cache-usage.max    | CACHE  | the figure is how full the KV cache was.
            accept-length         | DECODE | the figure is how many tokens a step of the decode makes.
            startup.cold          | -      | the figure is of the server's start, and not of requests.
            ttst.mean             | DECODE | the figure is the time of the tokens after the first read.
            itl.p99               | DECODE | the figure is the time of the tokens after the first read.
            """)
    void isThePartThatSomeFiguresAreOf(String figure, @Nullable Part part, String evidence) {
        var limit = max(figure, 1, named(figure).unit(), "1");

        assertThat(cause(20, 10, limit)).isEqualTo(new LikelyCause(figure, Optional.ofNullable(part), evidence));
    }

    /** 40 requests in 400 ms are 100/s, and 1.0 that wait at this rate wait 10 ms each: half of the ttft of 20 ms. */
    @Test
    void isTheQueueFromHalfOfTheTimeToTheFirstTokenOn() {
        var half = Counted.requests(40).with(ServerGauge.WAITING, 1, 4);
        var less = Counted.requests(40).with(ServerGauge.WAITING, 0.99, 4);
        var silent = Counted.requests(40).without(ServerGauge.WAITING);

        assertThat(cause(half, millis("ttft.mean", 15)))
                .isEqualTo(
                        LikelyCause.of(
                                "ttft.mean",
                                Part.QUEUE,
                                "on average 1.0 requests waited in the server, which at 100.000/s is 10.000 ms of the mean ttft of 20.000 ms (Little's law; 10 readings)."));
        assertThat(cause(less, millis("ttft.mean", 15)).part()).contains(Part.PREFILL);
        assertThat(cause(less, rate("prompt-tps", 20_000)).part()).contains(Part.PREFILL);
        assertThat(cause(half, rate("prompt-tps-each.mean", 20_000)).part()).contains(Part.QUEUE);
        assertThat(cause(silent, millis("ttft.mean", 15)).part()).isEmpty();
    }

    @Test
    void isUnknownWhereNoRequestHasATimeToItsFirstToken() {
        var limit = millis("ttft.mean", 15);

        assertThat(cause(Plans.loadTest(1, 3), Plans.recording(List.of(Traces.bare("c4-101", 0, 0, 10))), limit))
                .isEqualTo(LikelyCause.unknown("ttft.mean", "no request has a time to its first token."));
    }

    /** A p90 is moved by 10 % of the requests, four of 40; a mean by 5 %, two. */
    @ParameterizedTest
    @CsvSource({
        "tpot.p90, 3, DECODE",
        "tpot.p90, 4, CACHE",
        "tpot.mean, 1, DECODE",
        "tpot.mean, 2, CACHE",
        "tpot.max, 2, CACHE",
        "e2e.mean, 2, CACHE"
    })
    void isTheCacheIfEnoughRequestsWerePreemptedToMoveTheFigure(String figure, long preemptions, Part part) {
        var cause = cause(Counted.requests(40).with(ServerCount.PREEMPTIONS, preemptions), millis(figure, 5));

        assertThat(cause.part()).contains(part);
        assertThat(cause.evidence())
                .isEqualTo(
                        part == Part.DECODE
                                ? DECODE + "."
                                : "the KV cache had no room for the tokens of running requests: " + preemptions
                                        + " preemptions for 40 requests.");
    }

    /** The lag is 60 ms: each is due at 100 i, sent at 100 i + 60, and has its first token 20 ms later. */
    private static Recording late() {
        return Plans.recording(IntStream.range(0, 40)
                .mapToObj(i -> Traces.trace("c4-" + (101 + i))
                        .sentAt(100 * i, 100 * i + 60)
                        .text(100 * i + 80, " a")
                        .last(100 * i + 90, " b", "length")
                        .usage(256, 2)
                        .done()
                        .build())
                .toList());
    }

    @Test
    void isTheClientIfTheLimitWereKeptWithoutItsLag() {
        var open = Plans.open(Plans.loadTest(40, 2), 10, new Arrivals.Constant());

        // 80 − 20 and 90 − 30 are the 60 ms of the lag.
        assertThat(cause(open, late(), millis("ttft.scheduled.mean", 20)))
                .isEqualTo(LikelyCause.of(
                        "ttft.scheduled.mean",
                        Part.CLIENT,
                        "the client itself sent 60.000 ms late, without which the limit is kept."));
        assertThat(cause(open, late(), millis("e2e.scheduled.p90", 30)).part()).contains(Part.CLIENT);
        assertThat(cause(open, late(), millis("client-wait.mean", 1)).part()).contains(Part.CLIENT);
        assertThat(cause(open, late(), millis("ttft.scheduled.mean", 19)).part())
                .isEmpty();
        assertThat(cause(open, late(), between("client-wait.mean", 1, 2, Unit.MILLISECONDS, "1 ms", "2 ms")))
                .isEqualTo(LikelyCause.unknown("client-wait.mean", "the figure is not a time of requests."));
    }

    /** All ten are due at 0, and go one after the other, each for 40 ms: they wait 40 × 4.5 = 180 ms on average, and their first token comes at 200 ms. */
    @Test
    void isTheQueueIfTheLimitWereKeptWithoutTheWaitForTheThrottle() {
        var throttled = Plans.throttled(Plans.loadTest(10, 3), 2, 1);
        var recording = Plans.recording(IntStream.range(0, 10)
                .mapToObj(i -> Traces.trace("c4-" + (101 + i))
                        .sentAt(0, 40 * i)
                        .text(40 * i + 20, " a")
                        .text(40 * i + 30, " b")
                        .last(40 * i + 40, " c", "length")
                        .usage(256, 3)
                        .done()
                        .build())
                .toList());

        assertThat(cause(throttled, recording, millis("ttft.scheduled.mean", 20)))
                .isEqualTo(LikelyCause.of(
                        "ttft.scheduled.mean",
                        Part.QUEUE,
                        "requests waited 180.000 ms behind the throttle, without which the limit is kept."));
        assertThat(cause(throttled, recording, millis("ttft.scheduled.mean", 19)))
                .isEqualTo(LikelyCause.of(
                        "ttft.scheduled.mean",
                        Part.PREFILL,
                        "one request is in flight at a time, so that none waits for another."));
    }

    @Test
    void isThePartWhoseLimitIsMissedTooWhereTheFigureIsOfWholeRequests() {
        var e2e = millis("e2e.mean", 30);
        var itl = millis("itl.mean", 5);
        var ttft = millis("ttft.mean", 10);
        var qps = rate("qps", 200);

        assertThat(cause(20, 10, e2e, e2e, qps, itl))
                .isEqualTo(LikelyCause.of(
                        "e2e.mean", Part.DECODE, "the limit on itl.mean is missed too: " + DECODE + "."));
        assertThat(cause(20, 10, qps, itl, rate("decode-tps.mean", 200), millis("tpot.mean", 5))
                        .part())
                .contains(Part.DECODE);
        assertThat(cause(20, 10, e2e, ttft, rate("prompt-tps", 20_000), rate("prompt-tps-each.mean", 20_000)))
                .isEqualTo(
                        LikelyCause.unknown(
                                "e2e.mean",
                                "the limit on ttft.mean is missed too: it is the server's queue or its prefill: the server did not say how many requests waited in it."));
        for (var first : List.of(ttft, rate("prompt-tps", 20_000), rate("prompt-tps-each.mean", 20_000))) {
            assertThat(cause(20, 10, e2e, itl, first))
                    .isEqualTo(LikelyCause.unknown(
                            "e2e.mean",
                            "both the time to the first token and the time of the further tokens miss a limit."));
        }
    }

    /** An e2e of 50 ms that must lose 30 ms to keep the limit of 20 ms. */
    @Test
    void isTheOnlyPartThatIsLongEnough() {
        var limit = millis("e2e.mean", 20);

        assertThat(cause(20, 15, limit))
                .isEqualTo(
                        LikelyCause.of(
                                "e2e.mean",
                                Part.DECODE,
                                "of the mean e2e of 50.000 ms, 20.000 ms is the time to the first token and 30.000 ms the further tokens; 30.000 ms less would keep the limit, which only the further tokens can give."));
        assertThat(cause(30, 10, limit))
                .isEqualTo(
                        LikelyCause.unknown(
                                "e2e.mean",
                                "of the mean e2e of 50.000 ms, 30.000 ms is the time to the first token and 20.000 ms the further tokens; 30.000 ms less would keep the limit, which only the time to the first token can give; it is the server's queue or its prefill: the server did not say how many requests waited in it."));
        // 20 less would do: both parts have as much.
        assertThat(cause(20, 15, millis("e2e.mean", 30)).evidence())
                .endsWith("20.000 ms less would keep the limit, and no limit on a part says which part is too slow.");
        assertThat(cause(30, 10, millis("e2e.mean", 30)).evidence())
                .endsWith("20.000 ms less would keep the limit, and no limit on a part says which part is too slow.");
        // Neither part has 31 ms.
        assertThat(cause(30, 10, millis("e2e.mean", 19)).part()).isEmpty();
    }

    /** 40 requests of 50 ms in 500 ms are 80/s and 240 tok/s. For 200/s and 600 tok/s a request must take 20 ms: 30 less. */
    @Test
    void takesARateOfAClosedLoopForTheTimeOfItsRequests() {
        var less = "30.000 ms less would keep the limit, which only the further tokens can give.";

        assertThat(cause(20, 15, rate("qps", 200)).evidence()).endsWith(less);
        assertThat(cause(20, 15, rate("output-tps", 600)).evidence()).endsWith(less);
        assertThat(cause(20, 15, min("goodput", 200, Unit.PER_SECOND, "200/s")).evidence())
                .isEqualTo("no limit on a part of the request says which part is too slow.");
        assertThat(cause(20, 15, max("qps", 10, Unit.PER_SECOND, "10/s")).evidence())
                .isEqualTo("no limit on a part of the request says which part is too slow.");
    }

    @Test
    void isUnknownOfARateAtWhichRequestsCome() {
        var open = Plans.open(Plans.loadTest(40, 2), 10, new Arrivals.Constant());

        assertThat(cause(open, late(), rate("qps", 200)))
                .isEqualTo(
                        LikelyCause.unknown("qps", "no limit on a part of the request says which part is too slow."));
    }

    @Test
    void isUnknownOfTheSteadyPartOfARun() {
        assertThat(cause(20, 15, Plans.steady(millis("e2e.mean", 20))).evidence())
                .isEqualTo("no limit on a part of the request says which part is too slow.");
    }

    /** So many gaps of 10 ms, and then five of 50 ms, while another request waits for its only token. */
    private static LikelyCause interrupted(int quiet, Limit limit) {
        var trace = Traces.trace("c4-101");
        var at = 20.0;
        for (var i = 0; i < quiet + 5; i++) {
            trace.text(at, " x");
            at += i < quiet ? 10 : 50;
        }
        var tokens = quiet + 6;
        var other = Traces.whole("c4-102", 21 + 10 * quiet, 249, 10, 1);
        return cause(
                Plans.loadTest(2, tokens),
                Plans.recording(List.of(
                        trace.last(at, " x", "length").usage(256, tokens).done().build(), other)),
                limit);
    }

    @Test
    void isThePrefillOfOthersIfTheLimitWereKeptWithoutIt() {
        assertThat(interrupted(30, millis("itl.mean", 10)))
                .isEqualTo(
                        LikelyCause.of(
                                "itl.mean",
                                Part.PREFILL,
                                "prompts of other requests interrupt the decode; its gaps have a mean of 10.000 ms while no request waits for its first token (30 gaps), and of 50.000 ms otherwise (5); without the others the limit is kept."));
        assertThat(interrupted(29, millis("itl.mean", 10)))
                .isEqualTo(
                        LikelyCause.of(
                                "itl.mean",
                                Part.DECODE,
                                DECODE
                                        + "; its gaps have a mean of 10.000 ms while no request waits for its first token (29 gaps), and of 50.000 ms otherwise (5)."));
    }

    @Test
    void isThePrefillOfOthersOnlyOfAMeanThatGapsMake() {
        assertThat(interrupted(30, millis("tpot.mean", 10)).part()).contains(Part.PREFILL);
        assertThat(interrupted(30, millis("tpot.mean", 9.9)).part()).contains(Part.DECODE);
        assertThat(interrupted(30, rate("decode-tps.mean", 100)).part()).contains(Part.PREFILL);
        assertThat(interrupted(30, rate("decode-tps.mean", 101)).part()).contains(Part.DECODE);
        assertThat(interrupted(30, millis("itl.p50", 10)).part()).contains(Part.DECODE);
        assertThat(interrupted(30, millis("ttst.mean", 10)).part()).contains(Part.DECODE);
        assertThat(interrupted(30, min("itl.mean", 20, Unit.MILLISECONDS, "20 ms"))
                        .part())
                .contains(Part.DECODE);
        assertThat(interrupted(30, between("itl.mean", 9, 10, Unit.MILLISECONDS, "9 ms", "10 ms"))
                        .part())
                .contains(Part.DECODE);
    }
}
