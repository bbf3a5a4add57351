package dev.assay.figures;

import static dev.assay.testing.Figures.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.assay.figures.Figure.Measured;
import dev.assay.figures.Figure.Undefined;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.Interval;
import dev.assay.stats.Sample;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values worked out by hand; the arithmetic stands beside them. */
class FigureTableTest {
    /** Due at 10, sent at 12 ms; tokens at 32, 42, 52 and 62 ms. */
    private static final Trace FOUR = Traces.trace("c4-001")
            .sentAt(10, 12)
            .text(32, " a")
            .text(42, " b")
            .text(52, " c")
            .last(62, " d", "length")
            .usage(256, 4)
            .done()
            .build();

    @Test
    void computesEachFigureOfOneRequest() {
        var table = FigureTable.of(List.of(FOUR));

        assertThat(value(table, "client-wait.mean")).isEqualTo(2); // 12 − 10
        assertThat(value(table, "ttft.mean")).isEqualTo(20); // 32 − 12
        assertThat(value(table, "ttft.scheduled.mean")).isEqualTo(22); // 32 − 10
        assertThat(value(table, "e2e.scheduled.mean")).isEqualTo(52); // 62 − 10
        assertThat(value(table, "ttst.mean")).isEqualTo(10); // 42 − 32
        assertThat(value(table, "e2e.mean")).isEqualTo(50); // 62 − 12
        assertThat(value(table, "tpot.mean")).isEqualTo(10); // (50 − 20) / (4 − 1)
        assertThat(value(table, "itl.mean")).isEqualTo(10); // 42 − 32, 52 − 42, 62 − 52
        assertThat(value(table, "tokens-per-chunk.mean")).isEqualTo(1); // 4 tokens in 4 reads
        assertThat(value(table, "decode-tps.mean")).isEqualTo(100); // 1000 ms / 10 ms
        assertThat(value(table, "input-tokens.mean")).isEqualTo(256);
        assertThat(value(table, "output-tokens.mean")).isEqualTo(4);
        assertThat(value(table, "qps")).isEqualTo(20); // 1 / 0.050 s, sent at 12, ended at 62
        assertThat(value(table, "output-tps")).isEqualTo(80); // 4 / 0.050 s
        assertThat(value(table, "prompt-tps")).isEqualTo(12_800); // 256 / 0.020 s
        assertThat(value(table, "prompt-tps-each.mean")).isEqualTo(12_800); // 256 / 0.020 s
    }

    @Test
    void keepsFiguresAndIntervalsWithoutTheValuesOfRequests() {
        var table = FigureTable.of(IntStream.range(0, 100)
                .mapToObj(i -> Traces.whole("c4-" + i, 0, 10 + i, 10, 3))
                .toList());
        var kept = table.withoutRequests();

        assertThat(kept.all()).isEqualTo(table.all());
        assertThat(kept.following()).isEqualTo(table.following());
        assertThat(table.interval(named("ttft.p90"))).isPresent();
        assertThat(FigureName.all()).allSatisfy(name -> {
            assertThat(kept.interval(name)).isEqualTo(table.interval(name));
            assertThat(kept.requests(name)).isEqualTo(table.requests(name));
            assertThat(kept.unseen(name)).isEqualTo(table.unseen(name));
        });
        assertThat(kept.withoutRequests().interval(named("ttft.p90"))).isEqualTo(table.interval(named("ttft.p90")));
    }

    @Test
    void saysThatTheValuesOfRequestsWereNotKept() {
        var kept = FigureTable.of(List.of(FOUR, FOUR)).withoutRequests();

        assertThat(Stream.<ThrowingCallable>of(
                        () -> kept.sample(named("ttft.p99")),
                        () -> kept.values(RequestFigure.TTFT),
                        () -> kept.impossible(named("ttft.p99")),
                        () -> kept.extremes(),
                        () -> kept.ofMissing((Measured) kept.get(named("ttft.mean")))))
                .allSatisfy(asked -> assertThatIllegalStateException()
                        .isThrownBy(asked)
                        .withMessage("the values of single requests were not kept"));
    }

    @Test
    void givesEveryFigureItsUnitAndItsCount() {
        var table = FigureTable.of(List.of(FOUR, FOUR));

        assertThat(table.get(named("ttft.p99"))).isEqualTo(new Measured(named("ttft.p99"), 20, 2));
        assertThat(table.get(named("qps"))).isEqualTo(new Measured(named("qps"), 40, 2));
        assertThat(table.all()).extracting(Figure::name).containsExactlyElementsOf(FigureName.all());
        assertThat(table.all())
                .extracting(Figure::unit)
                .containsExactlyElementsOf(
                        FigureName.all().stream().map(FigureName::unit).toList());
    }

    @Test
    void saysOfEveryStatisticWhichDirectionIsBetter() {
        assertThat(FigureName.all())
                .extracting(FigureName::key, FigureName::unit, FigureName::better)
                .contains(
                        tuple("ttft.p90", Unit.MILLISECONDS, Direction.LESS),
                        tuple("decode-tps.mean", Unit.TOKENS_PER_SECOND, Direction.MORE),
                        tuple("decode-tps.sd", Unit.TOKENS_PER_SECOND, Direction.LESS),
                        tuple("output-tokens.mean", Unit.TOKENS, Direction.NEITHER),
                        tuple("output-tokens.sd", Unit.TOKENS, Direction.NEITHER),
                        tuple("qps", Unit.PER_SECOND, Direction.MORE));
    }

    @Test
    void countsNoRoleAsTheFirstOutputButThinkingAsOutput() {
        var chat = Traces.trace("q")
                .role(5)
                .thinks(20, "Hm")
                .says(30, "42")
                .finish(45, "stop")
                .usage(30, 2)
                .done()
                .build();

        var table = FigureTable.of(List.of(chat));

        assertThat(value(table, "ttft.mean")).isEqualTo(20);
        assertThat(value(table, "e2e.mean")).isEqualTo(45); // the finish chunk, though it says nothing
        assertThat(value(table, "tpot.mean")).isEqualTo(25); // (45 − 20) / (2 − 1)
    }

    @Test
    void endsWithTheLastOutputWhateverComesAfterTheFinish() {
        var trace = Traces.trace("a")
                .last(20, " a", "stop")
                .data(90, "{\"choices\":[],\"usage\":{\"prompt_tokens\":256,\"completion_tokens\":1}}")
                .done()
                .build();

        assertThat(value(FigureTable.of(List.of(trace)), "e2e.mean")).isEqualTo(20);
    }

    @Test
    void takesTheTokensOfTheFirstChunkFromItsIds() {
        // Speculative decoding: three tokens in the first chunk, two in the second.
        var trace = Traces.trace("a")
                .text(20, " a b c", 1, 2, 3)
                .text(30, " d e", 4, 5)
                .last(40, "", "length")
                .usage(256, 5)
                .done()
                .build();

        assertThat(value(FigureTable.of(List.of(trace)), "tpot.mean")).isEqualTo(10); // (40 − 20) / (5 − 3)
    }

    @Test
    void leavesOutAllTokensOfTheFirstRead() {
        var trace = Traces.trace("a")
                .text(20, " a")
                .text(20, " b")
                .last(40, " c", "length")
                .usage(256, 3)
                .done()
                .build();

        assertThat(trace.reads().count()).isEqualTo(2);
        assertThat(value(FigureTable.of(List.of(trace)), "ttft.mean")).isEqualTo(20);
        assertThat(value(FigureTable.of(List.of(trace)), "tpot.mean")).isEqualTo(20); // (40 − 20) / (3 − 2)
    }

    /** 10.1 ms is no sum of powers of two: 0.0232300… s over 23 is more than 10.1 by a few units in the last place. */
    @Test
    void formsTheTimeOfATokenFromWholeNanoseconds() {
        var even = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> Traces.whole("c4-" + i, 3.7 * i, 33.3, 10.1, 24))
                .toList();

        assertThat(value(FigureTable.of(even), "tpot.mean")).isEqualTo(10.1);
        assertThat(value(FigureTable.of(even), "tpot.max")).isEqualTo(10.1);
    }

    /** The gaps are 10 and 30 ms of one request, in which two events share a read, and 5 ms of another. */
    @Test
    void poolsTheGapsBetweenReadsOfOutput() {
        var shared = Traces.trace("a")
                .role(1)
                .says(20, "a")
                .says(30, "b")
                .says(30, "c")
                .says(60, "d")
                .finish(90, "stop")
                .done()
                .build();
        var table = FigureTable.of(List.of(shared, Traces.whole("b", 0, 20, 5, 2)));

        assertThat(table.get(named("itl.mean"))).isEqualTo(new Measured(named("itl.mean"), 15, 3));
        assertThat(value(table, "itl.sd")).isEqualTo(Math.sqrt(175)); // (10² + 5² + 15²) / 2
        assertThat(value(table, "itl.min")).isEqualTo(5);
        assertThat(value(table, "itl.p50")).isEqualTo(10);
        assertThat(value(table, "itl.p90")).isEqualTo(26); // 10 + 0.8 × (30 − 10)
        assertThat(value(table, "itl.max")).isEqualTo(30);
        assertThat(table.sample(named("itl.p50")).orElseThrow().values()).containsExactly(5.0, 20.0); // of each its own
        assertThat(table.requests(named("itl.p50"))).isEqualTo(2);
    }

    /** Six tokens in reads of three, two and one: gaps of 30 and 10 ms stand for two tokens each. */
    @Test
    void saysHowManyTokensAGapStandsFor() {
        var table = FigureTable.of(List.of(Traces.trace("a")
                .text(20, " a b c")
                .text(50, " d e")
                .last(60, " f", "length")
                .usage(256, 6)
                .done()
                .build()));

        assertThat(value(table, "tokens-per-chunk.mean")).isEqualTo(2); // 6 / 3
        assertThat(value(table, "itl.mean")).isEqualTo(20); // (30 + 10) / 2
        assertThat(value(table, "ttst.mean")).isEqualTo(30); // 50 − 20
        assertThat(table.get(named("tpot.mean")))
                .isEqualTo(new Undefined(named("tpot.mean"), "no complete request has it"));
    }

    /** Of ten values the median lies between the second and the ninth with 97.9 %, Conover 3.2; no p99 ends below the largest of ten. */
    @Test
    void givesEachQuantileItsInterval() {
        var table = FigureTable.of(IntStream.rangeClosed(1, 10)
                .mapToObj(i -> Traces.whole("c4-" + i, 0, i, 10, 3))
                .toList());

        assertThat(table.interval(named("ttft.p50"))).hasValue(new Interval(2, 9, 0.95));
        assertThat(table.interval(named("ttft.p99"))).hasValue(new Interval(9, Double.POSITIVE_INFINITY, 0.95));
        assertThat(table.interval(named("ttft.mean"))).isEmpty();
        assertThat(table.interval(named("itl.p50"))).isEmpty();
        assertThat(table.interval(named("qps"))).isEmpty();
    }

    @Test
    void hasNoGapWhereAllCameInOneRead() {
        var one = Traces.whole("a", 0, 20, 0, 5);

        assertThat(FigureTable.of(List.of(one)).get(named("itl.mean")))
                .isEqualTo(new Undefined(named("itl.mean"), "no complete request has it"));
        assertThat(FigureTable.of(List.of(one, Traces.whole("b", 0, 20, 10, 2))).get(named("itl.sd")))
                .isEqualTo(new Undefined(named("itl.sd"), "one gap is too few for it"));
    }

    @Test
    void hasNoTimePerTokenOfAnswersOfOneToken() {
        var one = Traces.whole("a", 0, 20, 10, 1);

        assertThat(FigureTable.of(List.of(one)).get(named("tpot.mean")))
                .isEqualTo(new Undefined(named("tpot.mean"), "no complete request has it"));
        assertThat(FigureTable.of(List.of(one, FOUR, FOUR)).get(named("tpot.mean")))
                .isEqualTo(new Measured(named("tpot.mean"), 10, 2));
        assertThat(FigureTable.of(List.of(one, FOUR, FOUR)).get(named("ttft.mean")))
                .isEqualTo(new Measured(named("ttft.mean"), 20, 3));
    }

    @Test
    void hasNoTokenFigureWhereTheServerDoesNotCount() {
        var uncounted =
                Traces.trace("a").text(20, " a").last(30, " b", "length").done().build();

        var table = FigureTable.of(List.of(uncounted, FOUR));

        assertThat(table.get(named("output-tps")))
                .isEqualTo(new Undefined(named("output-tps"), "not every answer gives its token counts (usage)"));
        assertThat(table.get(named("prompt-tps")))
                .isEqualTo(new Undefined(named("prompt-tps"), "not every answer gives its token counts (usage)"));
        assertThat(table.get(named("output-tokens.mean"))).isEqualTo(new Measured(named("output-tokens.mean"), 4, 1));
        assertThat(table.get(named("e2e.mean"))).isEqualTo(new Measured(named("e2e.mean"), 40, 2));
    }

    @Test
    void leavesOutWhatIsNotComplete() {
        var cut = Traces.trace("b").text(500, " a").build();

        assertThat(cut.ending()).isInstanceOf(Ending.Truncated.class);
        assertThat(ofAnswers(FigureTable.of(List.of(cut, FOUR)))).isEqualTo(ofAnswers(FigureTable.of(List.of(FOUR))));
    }

    private static List<Figure> ofAnswers(FigureTable table) {
        return table.all().stream()
                .filter(figure -> !(figure.name() instanceof SentFigure))
                .toList();
    }

    @Test
    void hasNoFigureWithoutACompleteRequest() {
        assertThat(ofAnswers(FigureTable.of(List.of())))
                .allSatisfy(figure -> assertThat(figure)
                        .isEqualTo(new Undefined(
                                figure.name(),
                                figure.name() instanceof ServerFigure
                                        ? "the server's counters were not read"
                                        : "no complete request has it")));
        assertThat(FigureTable.of(List.of()).sample(named("ttft.p99"))).isEmpty();
    }

    @Test
    void hasNoDeviationOfOneRequest() {
        assertThat(FigureTable.of(List.of(FOUR)).get(named("ttft.sd")))
                .isEqualTo(new Undefined(named("ttft.sd"), "one request is too few for it"));
    }

    /** numpy 2.4.6, x = [i*i + 0.5 for i in range(1, 21)]: mean, std(ddof=1), min, quantile(.5 .9 .95 .99), max. */
    @ParameterizedTest
    @CsvSource({
        "mean, 144.0",
        "sd, 127.90230646864818",
        "min, 1.5",
        "p50, 111.0",
        "p90, 328.20000000000005",
        "p95, 363.45000000000005",
        "p99, 393.09",
        "max, 400.5"
    })
    void agreesWithNumpy(String statistic, double expected) {
        var traces = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> Traces.whole("c4-" + i, 0, i * i + 0.5, 10, 2))
                .toList();

        assertThat(value(FigureTable.of(traces.reversed()), "ttft." + statistic))
                .isCloseTo(expected, within(1e-9));
        assertThat(FigureTable.of(traces).all())
                .isEqualTo(FigureTable.of(traces.reversed()).all());
    }

    @Test
    void keepsTheNanosecond() {
        var trace = Traces.whole("a", 0, 123.456789, 10, 2);

        assertThat(value(FigureTable.of(List.of(trace)), "ttft.mean")).isEqualTo(123.456789);
    }

    /** Sent at 12 ms when it was due, and 5 ms late: the same server, another wait. */
    @Test
    void tellsTheTimeSinceItWasSentFromTheTimeSinceItWasDue() {
        var late = Traces.trace("c4-002").sentAt(0, 5).text(25, " a").last(35, " b", "length");
        var table = FigureTable.of(List.of(
                Traces.whole("c4-001", 12, 20, 10, 2), late.usage(256, 2).done().build()));

        assertThat(table.sample(named("ttft.mean")).orElseThrow().values()).containsExactly(20.0, 20.0);
        assertThat(table.sample(named("ttft.scheduled.p99")).orElseThrow().values())
                .containsExactly(20.0, 25.0);
        assertThat(table.sample(named("e2e.scheduled.max")).orElseThrow().values())
                .containsExactly(30.0, 35.0);
        assertThat(table.sample(named("client-wait.mean")).orElseThrow().values())
                .containsExactly(0.0, 5.0);
    }

    @Test
    void countsRequestsThatHaveAnImpossibleZero() {
        var atOnce = Traces.whole("a", 0, 0, 10, 5);

        var table = FigureTable.of(List.of(atOnce, FOUR));

        assertThat(table.impossible(named("ttft.mean"))).isEqualTo(1);
        assertThat(table.impossible(named("ttft.p90"))).isEqualTo(1);
        assertThat(table.impossible(named("tpot.mean"))).isZero();
        assertThat(table.impossible(named("ttft.scheduled.mean"))).isEqualTo(1);
        assertThat(table.impossible(named("client-wait.mean"))).isZero(); // `atOnce` was sent when it was due
        assertThat(table.impossible(named("qps"))).isZero();
    }

    @Test
    void countsRequestsWhoseTimePerTokenWasNotSeen() {
        var atOnce = Traces.whole("a", 0, 20, 0, 5);
        var single = Traces.whole("b", 0, 20, 0, 1);

        var table = FigureTable.of(List.of(atOnce, single, FOUR));

        assertThat(table.unseen(named("tpot.mean"))).isEqualTo(1);
        assertThat(table.unseen(named("decode-tps.p50"))).isEqualTo(1);
        assertThat(table.unseen(named("itl.p99"))).isEqualTo(1);
        assertThat(table.unseen(named("ttst.mean"))).isEqualTo(1);
        assertThat(table.unseen(named("ttft.mean"))).isZero();
        assertThat(table.unseen(named("qps"))).isZero();
        assertThat(table.unseen(named("goodput"))).isZero();
    }

    private static double value(FigureTable table, String name) {
        return ((Measured) table.get(named(name))).value();
    }

    /** Of four requests the server failed one, and one was refused for a mistake of the client. */
    @Test
    void countsTheRequestsThatTheServerFailed() {
        var failed = Traces.trace("b")
                .ending(new Ending.HttpError(503, "overloaded"))
                .build();
        var refused = Traces.trace("c")
                .ending(new Ending.HttpError(404, "no such model"))
                .build();
        var table = FigureTable.of(List.of(FOUR, failed, refused, FOUR));

        assertThat(table.get(named("failed"))).isEqualTo(new Measured(named("failed"), 1, 4));
        assertThat(table.get(named("failed-share"))).isEqualTo(new Measured(named("failed-share"), 0.25, 4));
        assertThat(FigureTable.of(List.of()).get(named("failed")))
                .isEqualTo(new Undefined(named("failed"), "no request was sent"));
    }

    @Test
    void hasNoRateWhereNoTimePassed() {
        assertThat(FigureTable.of(List.of(Traces.bare("a", 0, 0, 0))).get(named("qps")))
                .isEqualTo(new Undefined(named("qps"), "no complete request has it"));
    }

    /** The three tokens came in two reads at the same time. */
    @Test
    void hasNoRateOfTokensWhereNoTimePassedBetweenThem() {
        var whole = Traces.whole("a", 0, 20, 10, 3);
        var body = whole.body();
        var reads = new ReadTimes.Builder()
                .add(whole.reads().end(0), 20_000_000)
                .add(body.size(), 20_000_000)
                .build();
        var table = FigureTable.of(List.of(new Trace(
                "a", false, whole.requestSha256(), 0, 0, 0, whole.head(), reads, body, 20_000_000, whole.ending())));

        assertThat(table.get(named("tpot.mean"))).isEqualTo(new Measured(named("tpot.mean"), 0, 1));
        assertThat(table.get(named("decode-tps.mean")))
                .isEqualTo(new Undefined(named("decode-tps.mean"), "no complete request has it"));
    }

    /** Four tokens in three texts, a role and an end: the first read with output brought one or two of them. */
    @Test
    void hasTheSmallestAndTheLargestTimeOfATokenWhereTheFirstReadIsRough() {
        var rough = Traces.trace("a")
                .role(20)
                .says(20, "a")
                .says(30, "b")
                .says(40, "c")
                .finish(50, "stop")
                .usage(30, 4)
                .done()
                .build();
        var table = FigureTable.of(List.of(rough, FOUR));

        // 30 / (4 − 1) and 30 / (4 − 2), beside 10 of the other
        assertThat(table.extremes()).hasSize(2);
        assertThat(value(table.extremes().getFirst(), "tpot.max")).isEqualTo(10);
        assertThat(value(table.extremes().getLast(), "tpot.max")).isEqualTo(15);
        assertThat(value(table, "tpot.max")).isEqualTo(12);
        assertThat(table.following()).isEqualTo(2);
        assertThat(table.values(RequestFigure.TPOT)).hasValue(Sample.of(10, 12));
        assertThat(FigureTable.of(List.of(FOUR)).extremes()).isEmpty();
        assertThat(FigureTable.of(List.of(FOUR)).following()).isEqualTo(3);
        assertThat(FigureTable.of(List.of()).following()).isEqualTo(1);
    }
}
