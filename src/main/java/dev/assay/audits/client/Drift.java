package dev.assay.audits.client;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.audits.shards.ShardClocks;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.SteadyWindow;
import dev.assay.figures.times.RequestTimes;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.stats.RankSum;
import dev.assay.stats.Trend;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The audits of the question whether a server was as fast at the end of a test as at its beginning. They look at ttft and tpot of the requests of
 * the steady window, in the order of sending: do they rise or fall, and is the first tenth slower than the rest, as during a warm-up?
 * Requests during a stall are left out, since a stall is no trend.
 */
public final class Drift {
    private static final String NAME = "steady";

    private static final int BLOCKS = 10;
    private static final double SURE = 0.001;
    /** A smaller change decides no limit that makes sense, however certain it is. */
    private static final double LEAST = 0.05;

    /** So many blocks that a slower first tenth can be told from chance. */
    private static final int SMALL_BLOCKS = 40;

    private static final int FIRST = SMALL_BLOCKS / 10;
    private static final double SURE_OF_THE_FIRST = 0.0005;

    private Drift() {}

    /** Something that was not steady. */
    private record Change(boolean slower, String text) {}

    /** Finds a server that became slower, or says that it was steady or could not be examined; empty if it became faster. */
    public static Optional<Finding> slowing(TestSpec.LoadTest loadTest, Recording recording) {
        var clocks = ShardClocks.objection(recording);
        if (clocks.isPresent()) {
            return clocks.map(why -> new Finding(NAME, Severity.SOUND, "not looked at: " + why));
        }
        return switch (SteadyWindow.of(loadTest, recording.measured())) {
            case SteadyWindow.None none ->
                Optional.of(new Finding(NAME, Severity.SOUND, "not looked at: " + none.reason()));
            case SteadyWindow.Window window -> {
                var changes = changes(window);
                yield changes.isEmpty()
                        ? Optional.of(new Finding(
                                NAME,
                                Severity.SOUND,
                                "no trend of ttft or tpot over "
                                        + window.requests().size() + " requests"))
                        : finding(changes, true, "");
            }
        };
    }

    /** Finds a server that became faster. */
    public static Optional<Finding> quickening(TestSpec.LoadTest loadTest, Recording recording) {
        return ShardClocks.objection(recording).isEmpty()
                        && SteadyWindow.of(loadTest, recording.measured()) instanceof SteadyWindow.Window window
                ? finding(changes(window), false, "; raise `warmup`")
                : Optional.empty();
    }

    private static Optional<Finding> finding(List<Change> changes, boolean slower, String remedy) {
        var text = changes.stream()
                .filter(change -> change.slower == slower)
                .map(Change::text)
                .collect(Collectors.joining("; "));
        return text.isEmpty() ? Optional.empty() : Optional.of(new Finding(NAME, Severity.INVALID, text + remedy));
    }

    private static List<Change> changes(SteadyWindow.Window window) {
        var stalls = Stalls.in(window);
        var requests = window.requests().stream()
                .filter(Trace::complete)
                .filter(trace -> stalls.stream().noneMatch(stall -> stall.touches(trace)))
                .map(RequestTimes::of)
                .flatMap(Optional::stream)
                .toList();
        var changes = new ArrayList<Change>();
        for (var figure : List.of(RequestFigure.TTFT, RequestFigure.TPOT)) {
            var values = requests.stream().flatMapToDouble(figure::of).toArray();
            trend(figure, values).ifPresent(changes::add);
            beginning(figure, values).ifPresent(changes::add);
        }
        return changes;
    }

    private static Optional<Change> trend(RequestFigure figure, double[] values) {
        if (values.length < BLOCKS) {
            return Optional.empty();
        }
        var blocks = blocks(values, BLOCKS);
        var trend = Trend.of(blocks);
        var change =
                trend.slope() * (BLOCKS - 1) / Arrays.stream(blocks).average().orElseThrow();
        if (trend.pValue() > SURE || !(Math.abs(change) >= LEAST)) {
            return Optional.empty();
        }
        var text = String.format(
                Locale.ROOT,
                "%s %s by %.1f %% over %d requests (Kendall p = %.0e)",
                figure.key(),
                change > 0 ? "rose" : "fell",
                100 * Math.abs(change),
                values.length,
                trend.pValue());
        return Optional.of(new Change(change > 0, text));
    }

    private static Optional<Change> beginning(RequestFigure figure, double[] values) {
        if (values.length < SMALL_BLOCKS) {
            return Optional.empty();
        }
        var blocks = blocks(values, SMALL_BLOCKS);
        var first = Arrays.copyOf(blocks, FIRST);
        var rest = Arrays.copyOfRange(blocks, FIRST, SMALL_BLOCKS);
        var change = Arrays.stream(first).average().orElseThrow()
                        / Arrays.stream(rest).average().orElseThrow()
                - 1;
        var chance = RankSum.pValue(first, rest);
        if (chance > SURE_OF_THE_FIRST || !(change >= LEAST)) {
            return Optional.empty();
        }
        var text = String.format(
                Locale.ROOT,
                "%s was %.1f %% higher in the first tenth of %d requests than after it (rank-sum p = %.0e)",
                figure.key(),
                100 * change,
                values.length,
                chance);
        return Optional.of(new Change(false, text));
    }

    /** Returns the means of so many successive blocks, whose lengths differ by at most one. */
    private static double[] blocks(double[] values, int count) {
        var means = new double[count];
        for (var block = 0; block < count; block++) {
            var from = (int) ((long) block * values.length / count);
            var to = (int) ((long) (block + 1) * values.length / count);
            means[block] = Arrays.stream(values, from, to).average().orElseThrow();
        }
        return means;
    }
}
