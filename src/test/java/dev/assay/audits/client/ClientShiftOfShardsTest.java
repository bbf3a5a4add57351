package dev.assay.audits.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureTable;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.Statistic;
import dev.assay.plan.testspecs.Pace;
import dev.assay.recording.ClientDisturbance;
import dev.assay.recording.ClientOverhead;
import dev.assay.recording.ClientRecord;
import dev.assay.recording.MergedRecord;
import dev.assay.recording.MergedRecord.Part;
import dev.assay.recording.Recording;
import dev.assay.recording.SideRecords;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Ten requests, one after the other, and one delay of 6 ms in 28.8 ms: the mean square of the wait is 6³ / (3 × 28.8) = 2.5 ms². Of ten instants the mean may be
 * off by 1.645 × √(2.5 / 10) = 0.8225 ms.
 */
class ClientShiftOfShardsTest {
    private static final List<Trace> TRACES = IntStream.range(0, 10)
            .mapToObj(i -> Traces.whole("c1-00" + i, 200 * i, 100, 10, 5))
            .toList();
    private static final SideRecords ONE = SideRecords.NONE.with(new ClientRecord(
            new ClientOverhead(1, 20, 0, 0, 0, 0, 0, 0, 0, 0, null),
            new ClientDisturbance(28_800_000, 0, List.of(6_000_000L), 0, 0, 0, null, null)));

    private static double shift(SideRecords records) {
        var figures = FigureTable.of(TRACES);
        var mean = (Figure.Measured) figures.get(Statistic.MEAN.of(RequestFigure.TTFT));
        var recording = new Recording(Plans.recording(TRACES).header(), TRACES, records);
        return ClientShift.of(new Pace.Closed(4), recording, figures)
                .orElseThrow()
                .of(mean)
                .below();
    }

    @Test
    void countsTheRequestsThatOneProcessHadInFlight() {
        assertThat(shift(ONE)).isCloseTo(0.8225, within(1e-9));
    }

    /** Two delays at different instants may have hit two requests each, so ten requests are only 2.5 instants. */
    @Test
    void countsThoseOfAllShardsTogether() {
        var merged = new MergedRecord("joint", 2, 2, List.of(part(1), part(2)));

        assertThat(shift(ONE.with(merged))).isCloseTo(1.645, within(1e-9));
    }

    private static Part part(int shard) {
        return new Part(shard, "joint-" + shard, 0L, 0L, 0L, 5, 2, null, null, List.of());
    }
}
