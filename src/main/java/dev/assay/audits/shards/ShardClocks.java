package dev.assay.audits.shards;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.Figure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.SteadyWindow;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.MergedRecord;
import dev.assay.recording.Recording;
import dev.assay.stats.Uncertainty;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The audit of the shards' clocks: can their times be put beside each other? Two clocks may be apart by at most a hundredth of the time in which the shards
 * sent together. That is how exactly the audit "in flight" looks: a shard whose times are off by a hundredth of the time changes the mean number in flight
 * by a hundredth at most.
 */
public final class ShardClocks {
    /** Of the time from the first sending to the last end. */
    private static final double MOST = 0.01;

    private static final String NAME = "shards' clocks";
    private static final double NANOS_PER_MS = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private static final Set<RunFigure> RATES =
            EnumSet.of(RunFigure.QPS, RunFigure.GOODPUT, RunFigure.OUTPUT_TPS, RunFigure.GPU_POWER);
    private static final Set<RunFigure> TOTALS =
            EnumSet.of(RunFigure.ENERGY, RunFigure.ENERGY_PER_MTOK, RunFigure.COST_PER_MTOK);

    private ShardClocks() {}

    /** Returns the finding; empty if one process measured the test. */
    public static Optional<Finding> of(Recording recording) {
        return recording
                .merged()
                .map(merged -> objection(merged)
                        .map(why -> new Finding(
                                NAME,
                                Severity.INVALID,
                                why + ". So figures over the time of all shards together are not known"))
                        .orElseGet(() -> new Finding(NAME, Severity.SOUND, apart(merged) + seconds(merged))));
    }

    /** Returns why times of different shards cannot be put beside each other; empty if they can, or one process measured the test. */
    public static Optional<String> objection(Recording recording) {
        return recording.merged().flatMap(ShardClocks::objection);
    }

    private static Optional<String> objection(MergedRecord merged) {
        var unknown = merged.withoutClock();
        if (!unknown.isEmpty()) {
            return Optional.of("nobody knows how far the "
                    + (unknown.size() == 1 ? "clock of shard " : "clocks of shards ")
                    + unknown.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + (unknown.size() == 1 ? " is" : " are")
                    + " from those of the others ("
                    + (merged.isInterrupted() ? ShardsWhole.SAID_AT_THE_END : "the shared directory gave no time")
                    + ")");
        }
        var joint = joint(merged);
        return merged.apart().orElse(0) <= MOST * joint
                ? Optional.empty()
                : Optional.of(apart(merged) + seconds(merged)
                        + ", more than the 1 % that its figures can bear: measure for a longer time");
    }

    /** Returns the nanoseconds from the first sending to the last end. */
    private static long joint(MergedRecord merged) {
        return merged.joint().map(sent -> sent.ended() - sent.first()).orElse(0L);
    }

    private static String apart(MergedRecord merged) {
        return "the clocks of two shards are apart by at most "
                + Unit.MILLISECONDS.format(merged.apart().orElse(0) / NANOS_PER_MS);
    }

    private static String seconds(MergedRecord merged) {
        return String.format(Locale.ROOT, " in %.3f s", joint(merged) / NANOS_PER_SECOND);
    }

    /**
     * Returns how far the true value of a figure may lie from the measured one because the clocks are known only so well. The window of a rate is longer
     * or shorter by what two clocks may be apart; in a steady window, also what was read near its ends may lie on their other side. Which requests a
     * steady window has is not known at all if the clocks cannot be compared.
     *
     * @param steady the steady window that the figure is about; empty: the whole run
     */
    public static Uncertainty of(Recording recording, Figure.Measured figure, Optional<SteadyWindow.Window> steady) {
        if (recording.merged().isEmpty()) {
            return Uncertainty.NONE;
        }
        var merged = recording.merged().get();
        var window = steady.map(each -> each.end() - each.start()).orElseGet(() -> joint(merged));
        if (figure.name() instanceof RunFigure name && merged.apart().isPresent()) {
            return of(name, figure.value(), window, merged.apart().getAsLong() * (steady.isPresent() ? 2 : 1));
        }
        return steady.isPresent() && objection(merged).isPresent() ? Uncertainty.UNBOUNDED : Uncertainty.NONE;
    }

    private static Uncertainty of(RunFigure name, double value, long window, long apart) {
        if (RATES.contains(name)) {
            return window <= apart
                    ? Uncertainty.UNBOUNDED
                    : either(value, value * window / (window + apart), value * window / (window - apart));
        }
        return TOTALS.contains(name)
                ? either(value, value * (window - apart) / window, value * (window + apart) / window)
                : Uncertainty.NONE;
    }

    private static Uncertainty either(double value, double one, double other) {
        return Uncertainty.of(value, one).or(Uncertainty.of(value, other));
    }
}
