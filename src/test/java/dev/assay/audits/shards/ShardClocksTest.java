package dev.assay.audits.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.audits.client.Backlog;
import dev.assay.audits.client.Drift;
import dev.assay.audits.client.Stalls;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.Figure;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.Statistic;
import dev.assay.figures.SteadyWindow;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.MergedRecord.Part;
import dev.assay.stats.Uncertainty;
import dev.assay.testing.Plans;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Can the clocks of shards be compared? The shards send for 10 s, of which a hundredth is 100 ms. */
class ShardClocksTest {
    private static final Figure.Measured QPS = measured(RunFigure.QPS.measured(4, 40));
    private static final SteadyWindow.Window WINDOW =
            new SteadyWindow.Window(List.of(), 0, 0, 1_000_000_000, 5_000_000_000L);

    private static Figure.Measured measured(Figure figure) {
        return (Figure.Measured) figure;
    }

    private static Finding finding(Part... parts) {
        return ShardClocks.of(MergedShards.recording(parts.length, parts)).orElseThrow();
    }

    private static Uncertainty uncertainty(
            Figure.Measured figure, Optional<SteadyWindow.Window> steady, Part... parts) {
        return ShardClocks.of(MergedShards.recording(parts.length, parts), figure, steady);
    }

    private static void assertEnds(Uncertainty uncertainty, double below, double above) {
        assertThat(uncertainty.below()).isCloseTo(below, within(1e-12));
        assertThat(uncertainty.above()).isCloseTo(above, within(1e-12));
    }

    @Test
    void isNotAskedOfWhatOneProcessMeasured() {
        var one = Plans.recording(List.of());

        assertThat(ShardClocks.of(one)).isEmpty();
        assertThat(ShardClocks.objection(one)).isEmpty();
        assertThat(ShardClocks.of(one, QPS, Optional.empty())).isEqualTo(Uncertainty.NONE);
    }

    /** Two clocks are apart by at most what each may be off: the two widest count. */
    @Test
    void isSoundUpToAHundredthOfTheTime() {
        assertThat(finding(MergedShards.within(1, 40L), MergedShards.within(2, 3L), MergedShards.within(3, 60L)))
                .isEqualTo(new Finding(
                        "shards' clocks",
                        Severity.SOUND,
                        "the clocks of two shards are apart by at most 100.000 ms in 10.000 s"));
    }

    @Test
    void isInvalidBeyondThat() {
        assertThat(finding(MergedShards.within(1, 41L), MergedShards.within(2, 60L)))
                .isEqualTo(new Finding(
                        "shards' clocks",
                        Severity.INVALID,
                        "the clocks of two shards are apart by at most 101.000 ms in 10.000 s, more than the 1 % that its"
                                + " figures can bear: measure for a longer time. So figures over the time of all shards"
                                + " together are not known"));
    }

    @Test
    void namesTheShardsWhoseClocksAreNotKnown() {
        assertThat(finding(MergedShards.within(1, null), MergedShards.within(2, 1L), MergedShards.within(3, null)))
                .isEqualTo(new Finding(
                        "shards' clocks",
                        Severity.INVALID,
                        "nobody knows how far the clocks of shards 1, 3 are from those of the others (the shared"
                                + " directory gave no time). So figures over the time of all shards together are not"
                                + " known"));
        assertThat(finding(MergedShards.within(1, 1L), MergedShards.within(2, null))
                        .text())
                .startsWith("nobody knows how far the clock of shard 2 is from those");
    }

    /** 40 requests in 10 s; the window may be 9.9 s or 10.1 s. */
    @Test
    void makesTheWindowOfARateLongerOrShorter() {
        assertEnds(
                uncertainty(QPS, Optional.empty(), MergedShards.within(1, 40L), MergedShards.within(2, 60L)),
                4 - 40 / 10.1,
                40 / 9.9 - 4);
    }

    /** The window of 4 s has two ends at which the shards may be apart by 0.1 s. */
    @Test
    void countsBothEndsOfASteadyWindow() {
        assertEnds(
                uncertainty(QPS, Optional.of(WINDOW), MergedShards.within(1, 40L), MergedShards.within(2, 60L)),
                4 - 16 / 4.2,
                16 / 3.8 - 4);
    }

    @Test
    void makesEnergyGrowWithTheWindow() {
        assertEnds(
                uncertainty(
                        measured(RunFigure.ENERGY.measured(50, 10)),
                        Optional.empty(),
                        MergedShards.within(1, 50L),
                        MergedShards.within(2, 50L)),
                0.5,
                0.5);
    }

    @Test
    void boundsNoRateOfAWindowThatMayBeEmpty() {
        assertThat(uncertainty(QPS, Optional.empty(), MergedShards.within(1, 6_000L), MergedShards.within(2, 4_000L)))
                .isEqualTo(Uncertainty.UNBOUNDED);
    }

    @Test
    void leavesTheTimesOfRequestsAlone() {
        var ttft = measured(Statistic.MEAN.of(RequestFigure.TTFT).measured(20, 40));

        assertThat(uncertainty(ttft, Optional.empty(), MergedShards.within(1, null), MergedShards.within(2, 1L)))
                .isEqualTo(Uncertainty.NONE);
        assertThat(uncertainty(ttft, Optional.of(WINDOW), MergedShards.within(1, 1L), MergedShards.within(2, 1L)))
                .isEqualTo(Uncertainty.NONE);
    }

    @Test
    void areNeededByAuditsThatLookAtSeveralRequestsAtOnce() {
        var unknown = MergedShards.recording(2, MergedShards.within(1, null), MergedShards.within(2, 1L));
        var why =
                "nobody knows how far the clock of shard 1 is from those of the others (the shared directory gave no time)";
        var pace = new Pace.Open(new Quantity(2, Unit.PER_SECOND, "2/s"), new Arrivals.Poisson(), 1, null, null);

        assertThat(Stalls.of(Plans.loadTest(40, 3), unknown))
                .isEqualTo(new Finding("stalls", Severity.SOUND, "not looked for: " + why));
        assertThat(Drift.slowing(Plans.loadTest(40, 3), unknown))
                .contains(new Finding("steady", Severity.SOUND, "not looked at: " + why));
        assertThat(Drift.quickening(Plans.loadTest(40, 3), unknown)).isEmpty();
        assertThat(Backlog.of(pace, unknown))
                .isEqualTo(new Finding("server keeps up", Severity.NOTE, "cannot be decided: " + why));
    }

    /** Which requests the window has depends on the clocks. */
    @Test
    void boundsNoTimeOfASteadyWindowWithoutClocks() {
        var ttft = measured(Statistic.MEAN.of(RequestFigure.TTFT).measured(20, 40));

        assertThat(uncertainty(ttft, Optional.of(WINDOW), MergedShards.within(1, null), MergedShards.within(2, 1L)))
                .isEqualTo(Uncertainty.UNBOUNDED);
    }
}
