package dev.assay.report.trends;

import dev.assay.report.words.Said;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a test over its runs.
 *
 * @param figure its name
 * @param unit the symbol of its unit; may be empty
 * @param values one for each run; absent: the run is UNMEASURED, or the figure was undefined
 * @param most the highest value that was allowed in each run; absent: there was no such limit
 * @param least the lowest value that was allowed in each run; absent: there was no such limit
 * @param trend whether it rises or falls, in words
 * @param steps whether it differs before and after each change of the environment, in words
 */
public record TrendLine(
        String figure,
        String unit,
        List<@Nullable Double> values,
        List<@Nullable Double> most,
        List<@Nullable Double> least,
        Said trend,
        List<Said> steps) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    public TrendLine {
        values = Collections.unmodifiableList(new ArrayList<>(values));
        most = Collections.unmodifiableList(new ArrayList<>(most));
        steps = List.copyOf(steps);
        least = Collections.unmodifiableList(new ArrayList<>(least));
    }

    /** @param changes what differs from the run before, one for each run; empty: nothing */
    static TrendLine of(String figure, String unit, List<Map<String, String>> runs, List<String> changes) {
        var values = new ArrayList<@Nullable Double>();
        var most = new ArrayList<@Nullable Double>();
        var least = new ArrayList<@Nullable Double>();
        for (var run : runs) {
            values.add(number(run.get(figure)));
            most.add(bound(run, figure + " <= "));
            least.add(bound(run, figure + " >= "));
        }
        var measured = values.stream().flatMapToDouble(TrendLine::stream).toArray();
        return new TrendLine(
                figure,
                unit,
                values,
                most,
                least,
                TrendWords.of(measured, unit),
                TrendWords.steps(values, changes, unit));
    }

    static DoubleStream stream(@Nullable Double value) {
        return value == null ? DoubleStream.empty() : DoubleStream.of(value);
    }

    private static @Nullable Double bound(Map<String, String> run, String begin) {
        for (var limit : run.getOrDefault("limits", "").split("; ", -1)) {
            if (limit.startsWith(begin)) {
                return number(limit.substring(begin.length()));
            }
        }
        return null;
    }

    private static @Nullable Double number(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches() ? Double.valueOf(text) : null;
    }

    /** Returns whether a run had a limit on the figure. */
    boolean limited() {
        return most.stream().anyMatch(each -> each != null) || least.stream().anyMatch(each -> each != null);
    }

    /** Returns the value of a run for a table; a dash if there is none. */
    public String shown(int run) {
        var value = values.get(run);
        return value == null ? "–" : TrendWords.number(value);
    }
}
