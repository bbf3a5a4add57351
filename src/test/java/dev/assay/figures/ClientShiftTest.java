package dev.assay.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.ClientOverhead;
import dev.assay.trace.ClientRecord;
import dev.assay.trace.Disturbance;
import dev.assay.trace.Recording;
import dev.assay.trace.Trace;
import dev.assay.trace.Witnesses;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientShiftTest {
    /** Ten requests: ttft 100 ms, then a token each 10 ms, five in all; so e2e 140 ms. */
    private static final List<Trace> TRACES = IntStream.range(0, 10)
            .mapToObj(i -> Traces.whole("c1-00" + i, 200 * i, 100, 10, 5))
            .toList();

    /** Adds 0.5 ms to a first token (p99 2 ms), 1 ms to a gap; woke late by 3 ms (p99) and 8 ms, which puts an instant off by 0.1 ms. */
    private static Recording measuredWith(long lagMax, @Nullable Long stolenPpm) {
        return new Recording(
                Plans.recording(TRACES).header(),
                TRACES,
                Witnesses.NONE.with(new ClientRecord(
                        new ClientOverhead(4, 20, 500_000, 2_000_000, 1_000_000, 20_000),
                        new Disturbance(
                                2_000_000_000,
                                3_000_000,
                                List.of(lagMax, 3_000_000L),
                                100_000,
                                2,
                                7_000_000,
                                stolenPpm))));
    }

    private static ClientShift.Without without(String figure, double value) {
        var table = FigureTable.of(TRACES);
        return ClientShift.of(measuredWith(8_000_000, 0L), table)
                .orElseThrow()
                .without(new Figure.Measured(figure, table.get(figure).unit(), value, 10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # mean: 0.5 + 0.1
            ttft.mean          | 100   | 99.4
            e2e.scheduled.mean | 140   | 139.4
            # 2, and of delays that held up one of ten equal values each, the shorter: 3
            ttft.p50           | 100   | 95
            ttft.max           | 100   | 95
            # what is smallest may have been held up by the longest
            ttft.min           | 100   | 90
            # and a gap: 1
            e2e.max            | 140   | 134
            # a gap: 1 + 3
            itl.p99            | 10    | 6
            itl.max            | 10    | 6
            # of a second token, the larger of both: 0.5 + 0.1, 2 + 3
            ttst.mean          | 10    | 9.4
            ttst.p99           | 10    | 5
            # four gaps share it: 0.6 / 4, 10 / 4
            itl.mean           | 10    | 9.85
            tpot.mean          | 10    | 9.85
            tpot.p90           | 10    | 7.5
            # 10 / 9.85
            decode-tps.mean    | 98.5  | 100
            # 140 / 139.4
            qps                | 6.97  | 7
            output-tps         | 34.85 | 35
            # 100 / 99.4
            prompt-tps         | 99.4  | 100
            # no clock
            output-tokens.mean | 5     | 5
            cached-share       | 0.5   | 0.5
            cache-hit-rate     | 0.5   | 0.5
            kv-cache-usage.max | 0.5   | 0.5
            """)
    void takesOffWhatTheHarnessMayHaveDone(String figure, double value, double without) {
        assertThat(without(figure, value).delayed()).isCloseTo(without, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # a first stamp that was late: 0.5 + 0.1, 2 + 3; what is largest may have lost the longest, 2 + 8
            ttst.mean          | 10    | 10.6
            ttst.p50           | 10    | 15
            ttst.max           | 10    | 20
            # four gaps share it
            itl.mean           | 10    | 10.15
            tpot.mean          | 10    | 10.15
            tpot.p90           | 10    | 12.5
            # 10 / 10.15
            decode-tps.mean    | 101.5 | 100
            # the gap after a late one: 1 + 3; the longest are none of these
            itl.min            | 10    | 14
            itl.p99            | 10    | 10
            # nothing that is timed begins with a stamp
            ttft.mean          | 100   | 100
            e2e.mean           | 140   | 140
            qps                | 7     | 7
            cache-hit-rate     | 0.5   | 0.5
            """)
    void putsOnWhatALateStampTookFromWhatFollowsIt(String figure, double value, double flattered) {
        assertThat(without(figure, value).flattered()).isCloseTo(flattered, within(1e-9));
    }

    @Test
    void tellsWhatItKnows() {
        assertThat(ClientShift.audit(measuredWith(8_000_000, 0L)))
                .contains(new Finding(
                        "client overhead",
                        Finding.Severity.SOUND,
                        "with 4 in flight the harness adds at most 0.500 ms to a first token (p99 2.000) and 1.000 ms to a"
                                + " gap (p99), as 20 requests to a server of known truth show; meanwhile it woke late by 3.000 ms"
                                + " (p99), 8.000 at most; 2 pauses of the garbage collector, the longest 7 ms; 0.0 % of the"
                                + " processors stolen"));
    }

    @Test
    void notesALongDelayAndStolenTime() {
        assertThat(ClientShift.audit(measuredWith(20_000_000, null)).orElseThrow())
                .satisfies(finding -> assertThat(finding.text()).endsWith("stolen time unknown"))
                .extracting(Finding::severity)
                .isEqualTo(Finding.Severity.NOTE);
        assertThat(ClientShift.audit(measuredWith(8_000_000, 12_300L)).orElseThrow())
                .satisfies(finding -> assertThat(finding.text()).endsWith("1.2 % of the processors stolen"))
                .extracting(Finding::severity)
                .isEqualTo(Finding.Severity.NOTE);
    }

    @Test
    void saysNothingOfARunThatNobodyWatched() {
        assertThat(ClientShift.audit(Plans.recording(TRACES))).isEmpty();
        assertThat(ClientShift.of(Plans.recording(TRACES), FigureTable.of(TRACES)))
                .isEmpty();
    }
}
