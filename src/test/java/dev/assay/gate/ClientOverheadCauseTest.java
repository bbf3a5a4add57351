package dev.assay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.FigureTable;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.ClientDisturbance;
import dev.assay.recording.ClientOverhead;
import dev.assay.recording.ClientRecord;
import dev.assay.recording.ReadingDelays;
import dev.assay.recording.Recording;
import dev.assay.recording.SideRecords;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ten requests of ttft 100 ms, measured by a client that may have added 0.6 ms to the mean. */
class ClientOverheadCauseTest {
    private static final FigureTable FIGURES = FigureTable.of(IntStream.range(0, 10)
            .mapToObj(i -> Traces.whole("c1-00" + i, 200 * i, 100, 10, 5))
            .toList());
    private static final Recording RECORDING = measuredWith(List.of(), null);

    private static Recording measuredWith(List<Long> longest, @Nullable ReadingDelays reading) {
        return new Recording(
                Plans.recording(List.of()).header(),
                List.of(),
                SideRecords.NONE.with(new ClientRecord(
                        new ClientOverhead(4, 20, 500_000, 2_000_000, 700_000, 4_000_000, 1_000_000, 0, 0, 0, null),
                        new ClientDisturbance(1_000_000_000, 0, longest, 100_000, 0, 0, null, reading))));
    }

    /** What is on record: a thread that slept saw 15 ms of a delay of 60. A largest value that misses its limit by 40 ms may be the client's own. */
    @Test
    void takesAFailAwayThatAThreadThatReadsMayHaveMade() {
        var sleeper = List.of(15_000_000L);
        var reading = new ReadingDelays(1000, 0, 0, 0, List.of(new ReadingDelays.Pass(60_000_000, 10)));
        var limit = Plans.max("ttft.max", 60, Unit.MILLISECONDS, "60 ms");

        assertThat(Believed.limit(limit, FIGURES, measuredWith(sleeper, null), Map.of())
                        .verdict())
                .isEqualTo(new Verdict.Fail());
        assertThat(Believed.limit(limit, FIGURES, measuredWith(sleeper, reading), Map.of())
                        .verdict())
                .isInstanceOf(Verdict.Unmeasured.class);
    }

    private static Verdict left(Limit limit) {
        return Believed.limit(limit, FIGURES, RECORDING, Map.of()).verdict();
    }

    private static Limit atMost(double millis) {
        return Plans.max("ttft.mean", millis, Unit.MILLISECONDS, millis + " ms");
    }

    @Test
    void leavesAPassAndAFailThatIsFarEnough() {
        assertThat(left(atMost(100))).isEqualTo(new Verdict.Pass());
        assertThat(left(atMost(99.3))).isEqualTo(new Verdict.Fail());
    }

    @Test
    void leavesFailuresToTheServer() {
        assertThat(left(Plans.max("failed", 0, Unit.COUNT, "0"))).isEqualTo(new Verdict.Pass());
        assertThat(left(Plans.max("failed-share", 0, Unit.SHARE, "0"))).isEqualTo(new Verdict.Pass());
    }

    @Test
    void takesAFailAwayThatTheClientMayHaveMade() {
        assertThat(left(atMost(99.5)))
                .isEqualTo(new Verdict.Unmeasured(
                        "it could be as low as 99.400 ms, which would get PASS, since the client may have added to its times, or"
                                + " taken from them (see the audit 'client overhead')",
                        "Measure on a quieter or larger machine, or farther from the limit."));
    }

    @Test
    void takesAPassAwayThatNeededTheClient() {
        assertThat(left(Plans.min("ttft.mean", 99.5, Unit.MILLISECONDS, "99.5 ms")))
                .isInstanceOf(Verdict.Unmeasured.class);
    }

    /** A first token that is stamped late leaves less time for the others: 0.6 ms, in four gaps. */
    @Test
    void takesAPassAwayThatALateFirstStampMayHaveMade() {
        assertThat(left(Plans.max("tpot.mean", 10.1, Unit.MILLISECONDS, "10.1 ms")))
                .isInstanceOfSatisfying(
                        Verdict.Unmeasured.class,
                        unmeasured -> assertThat(unmeasured.reason()).contains("it could be as high as 10.150 ms"));
        assertThat(left(Plans.max("tpot.mean", 10.2, Unit.MILLISECONDS, "10.2 ms")))
                .isEqualTo(new Verdict.Pass());
    }

    /** Ten of ten keep 105 ms: enough for a p50, too few for a p90, wherever these 3 ms lie. */
    @Test
    void leavesOpenWhatStaysOpenAtBothEnds() {
        assertThat(left(Plans.max("ttft.p50", 105, Unit.MILLISECONDS, "105 ms")))
                .isEqualTo(new Verdict.Pass());
        assertThat(left(Plans.max("ttft.p90", 105, Unit.MILLISECONDS, "105 ms")))
                .isInstanceOf(Verdict.Inconclusive.class);
    }
}
