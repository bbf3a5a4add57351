package dev.assay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.FigureTable;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.MergedRecord;
import dev.assay.recording.MergedRecord.Part;
import dev.assay.recording.MergedRecord.Sent;
import dev.assay.recording.Recording;
import dev.assay.recording.SideRecords;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten requests of two shards in 1.94 s, whose clocks are apart by at most 10 ms: 10 / 1.95 s = 5.128/s, 10 / 1.93 s = 5.181/s. */
class ShardClocksCauseTest {
    private static final long MS = 1_000_000;
    private static final List<Trace> TRACES = IntStream.range(0, 10)
            .mapToObj(i -> Traces.whole("c1-00" + i, 200 * i, 100, 10, 5))
            .toList();

    private static Part part(int shard) {
        return part(shard, 5 * MS);
    }

    private static Part part(int shard, long off) {
        return new Part(
                shard, "joint-" + shard, 0L, off, 0L, 5, 1, new Sent(0, 1_800 * MS, 1_940 * MS), null, List.of());
    }

    private static Verdict atLeast(double perSecond) {
        var merged = new MergedRecord("joint", 2, 2, List.of(part(1), part(2)));
        var recording = new Recording(Plans.recording(TRACES).header(), TRACES, SideRecords.NONE.with(merged));
        var limit = Plans.min("qps", perSecond, Unit.PER_SECOND, perSecond + "/s");
        return Believed.limit(limit, FigureTable.of(TRACES), recording, Map.of())
                .verdict();
    }

    /** Forty requests, at most four at a time; which of them a steady window has is not known with clocks that are 100 ms apart. */
    @Test
    void takesEachVerdictOnASteadyWindowAwayIfTheClocksCannotBeCompared() {
        var forty = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> Traces.whole("c4-" + i, i, 20, 10, 3))
                .toList();
        var merged = new MergedRecord("joint", 2, 2, List.of(part(1, 50 * MS), part(2, 50 * MS)));
        var recording = new Recording(Plans.recording(forty).header(), forty, SideRecords.NONE.with(merged));
        var limit = Plans.max("ttft.mean", 25, Unit.MILLISECONDS, "25 ms");
        var figures = FigureTable.of(forty);

        assertThat(Believed.limit(limit, figures, recording, Map.of()).verdict())
                .isEqualTo(new Verdict.Pass());
        assertThat(Believed.limit(Plans.steady(limit), figures, recording, Map.of())
                        .verdict())
                .isInstanceOf(Verdict.Unmeasured.class);
    }

    @Test
    void leavesAVerdictThatIsFarEnough() {
        assertThat(atLeast(5.12)).isEqualTo(new Verdict.Pass());
        assertThat(atLeast(5.19)).isEqualTo(new Verdict.Fail());
    }

    @Test
    void takesAVerdictAwayThatTheClocksMayHaveMade() {
        assertThat(atLeast(5.14))
                .isEqualTo(new Verdict.Unmeasured(
                        "it could be as low as 5.128/s, which would get FAIL, since the clocks of the shards can be compared"
                                + " only so well (see the audit 'shards' clocks')",
                        "Measure for a longer time, or farther from the limit."));
        assertThat(atLeast(5.17)).isInstanceOf(Verdict.Unmeasured.class);
    }
}
