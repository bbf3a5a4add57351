package dev.assay.report.trends;

import dev.assay.report.words.Said;
import dev.assay.stats.RankSum;
import dev.assay.stats.Sample;
import dev.assay.stats.Trend;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether the values of a figure rise or fall from run to run: Kendall's exact test, and the slope of Theil and Sen. The unit is a run, not a request. */
final class TrendWords {
    /** As for the audit "steady"; seldom enough for a page with many figures. */
    private static final double CHANCE = 0.001;
    /** With fewer, not even values that all rise are rarer than that by chance. */
    private static final int FEWEST = 7;

    private static final int MOST = 100;
    private static final int DIGITS = 4;

    private TrendWords() {}

    /** @param values those of the runs that have the figure, the oldest first */
    static Said of(double[] values, String unit) {
        if (values.length < FEWEST) {
            return Said.of(
                    values.length + (values.length == 1 ? " run" : " runs")
                            + " with this figure; a trend needs at least " + FEWEST,
                    "有此指标的运行共 " + values.length + " 次；判断趋势至少需要 " + FEWEST + " 次");
        }
        var last = values.length > MOST ? Arrays.copyOfRange(values, values.length - MOST, values.length) : values;
        var trend = Trend.of(last);
        var chance = String.format(Locale.ROOT, trend.pValue() < 0.0001 ? "%.0e" : "%.4f", trend.pValue());
        var median = Sample.of(last).quantile(0.5);
        if (trend.pValue() > CHANCE || trend.s() == 0) {
            return Said.of(
                    "no trend over " + last.length + " runs (Kendall p = " + chance + "); median " + with(median, unit),
                    last.length + " 次运行无明显趋势（Kendall p = " + chance + "）；中位数 " + with(median, unit));
        }
        var whole = trend.slope() * (last.length - 1);
        var share = median == 0 ? "" : String.format(Locale.ROOT, " (%+.1f %%)", 100 * whole / Math.abs(median));
        var change = (whole > 0 ? "+" : "") + with(whole, unit) + share;
        return Said.of(
                (trend.s() > 0 ? "rises" : "falls") + " over " + last.length + " runs: " + change
                        + " from the first to the last (Theil-Sen; Kendall p = " + chance + ")",
                last.length + " 次运行呈" + (trend.s() > 0 ? "上升" : "下降") + "趋势：首末次相差 " + change + "（Theil-Sen；Kendall p = "
                        + chance + "）");
    }

    /**
     * Returns for each change of the environment whether the figure differs before and after it, by the exact rank-sum test.
     *
     * @param values one for each run; absent: it has none
     * @param changes what differs from the run before; empty: nothing
     */
    static List<Said> steps(List<@Nullable Double> values, List<String> changes, String unit) {
        var steps = new ArrayList<Said>();
        var starts = IntStream.range(0, changes.size())
                .filter(i -> i == 0 || !changes.get(i).isEmpty())
                .toArray();
        for (var i = 1; i < starts.length; i++) {
            var end = i + 1 < starts.length ? starts[i + 1] : values.size();
            var before = numbers(values.subList(starts[i - 1], starts[i]));
            var after = numbers(values.subList(starts[i], end));
            if (before.length > 0 && after.length > 0) {
                steps.add(step(changes.get(starts[i]), before, after, unit));
            }
        }
        return steps;
    }

    private static double[] numbers(List<@Nullable Double> values) {
        return values.stream().flatMapToDouble(TrendLine::stream).toArray();
    }

    private static Said step(String change, double[] before, double[] after, String unit) {
        var chance = Math.min(1, 2 * Math.min(RankSum.pValue(before, after), RankSum.pValue(after, before)));
        var old = Sample.of(before).quantile(0.5);
        var now = Sample.of(after).quantile(0.5);
        var share = old == 0 ? "" : String.format(Locale.ROOT, " (%+.1f %%)", 100 * (now - old) / Math.abs(old));
        var medians = with(old, unit) + " → " + with(now, unit) + share;
        var p = String.format(Locale.ROOT, chance < 0.0001 ? "%.0e" : "%.4f", chance);
        var sure = chance <= CHANCE;
        return Said.of(
                change + ": " + (sure ? (now > old ? "higher" : "lower") + " since then" : "no clear difference")
                        + ", median " + medians + ", " + before.length + (before.length == 1 ? " run" : " runs")
                        + " before and " + after.length + " after (exact rank sum, p = " + p + ")",
                change + "：" + (sure ? "此后" + (now > old ? "升高" : "降低") : "无明显差异") + "，中位数 " + medians + "，此前 "
                        + before.length + " 次、此后 " + after.length + " 次运行（精确秩和检验，p = " + p + "）");
    }

    private static String with(double value, String unit) {
        return number(value) + (unit.isEmpty() || unit.startsWith("/") ? unit : " " + unit);
    }

    /** Returns a number with four digits that count; all digits before the point are shown. */
    static String number(double value) {
        var exact = BigDecimal.valueOf(value);
        var decimals = Math.max(0, DIGITS - (exact.precision() - exact.scale()));
        return exact.signum() == 0
                ? "0"
                : exact.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }
}
