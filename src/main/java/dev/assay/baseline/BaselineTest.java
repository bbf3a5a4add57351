package dev.assay.baseline;

import dev.assay.figures.texts.TextFigure;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.MeasuredText;
import dev.assay.starts.RunSet;
import dev.assay.starts.StartValue;
import dev.assay.stats.Sample;
import dev.assay.stats.Uncertainty;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The accepted measurements of one test. Numbers have six significant digits, so that the file does not change where nothing does.
 *
 * @param starts at least one, all of them sound, in the order in which they were measured
 * @param history every time that measurements were accepted, the last time last
 */
public record BaselineTest(String name, List<MeasuredStart> starts, List<Accepted> history) {
    static final String ACCURACY = "accuracy";
    static final String NLL = TextFigure.NLL.key();
    /** What most limits are on. */
    private static final Pattern USUAL =
            Pattern.compile("(ttft|tpot|itl|e2e)\\.mean|qps|output-tps|" + ACCURACY + "|" + NLL);

    private static final MathContext DIGITS = new MathContext(6);

    /**
     * One time that measurements were accepted.
     *
     * @param means of figures over the starts that were accepted then, by their keys; of an evalset the accuracy of the first start, of texts its nll
     */
    public record Accepted(LocalDate on, int starts, Map<String, Double> means) {
        public Accepted {
            means = Collections.unmodifiableMap(new LinkedHashMap<>(means));
        }
    }

    public BaselineTest {
        starts = List.copyOf(starts);
        history = List.copyOf(history);
        if (starts.isEmpty()) {
            throw new IllegalArgumentException("A baseline has at least one start, found none.");
        }
    }

    /**
     * Returns the baseline of measurements that are accepted now.
     *
     * @param set its sound measurements become the baseline, at least one
     * @param limited the figures that limits compare, whose means the history keeps beside the usual ones
     * @param before the history of the baseline that it replaces
     */
    public static BaselineTest accepted(
            String name, RunSet set, Set<String> limited, LocalDate on, List<Accepted> before) {
        var starts = set.sound().stream().map(BaselineTest::rounded).toList();
        var means = means(starts);
        means.keySet()
                .removeIf(key -> !limited.contains(key) && !USUAL.matcher(key).matches());
        var now = new Accepted(on, starts.size(), means);
        return new BaselineTest(
                name, starts, Stream.concat(before.stream(), Stream.of(now)).toList());
    }

    /** Returns the run set, by its name and day: {@code its baseline of 2026-11-20}. */
    public RunSet set(String whose) {
        return new RunSet(whose + " of " + day(), starts);
    }

    /** Returns the day on which the first start was measured. */
    public LocalDate day() {
        return starts.getFirst().measured().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Returns the mean of a figure over the starts, by its key, of every figure. */
    static Map<String, Double> means(List<MeasuredStart> starts) {
        var means = new LinkedHashMap<String, Double>();
        keys(starts).forEach(key -> means.put(key, rounded(sample(starts, key).mean())));
        var first = starts.getFirst();
        if (!first.answers().isEmpty()) {
            means.put(ACCURACY, rounded((double) first.right() / first.answers().size()));
        }
        if (!first.texts().isEmpty()) {
            var sum = first.texts().values().stream()
                    .mapToDouble(MeasuredText::nll)
                    .sum();
            var tokens = first.texts().values().stream()
                    .mapToInt(MeasuredText::scored)
                    .sum();
            means.put(NLL, rounded(sum / tokens));
        }
        return means;
    }

    static List<String> keys(List<MeasuredStart> starts) {
        return starts.stream()
                .flatMap(start -> start.values().keySet().stream())
                .distinct()
                .toList();
    }

    static Sample sample(List<MeasuredStart> starts, String key) {
        return Sample.of(starts.stream()
                .map(MeasuredStart::values)
                .filter(values -> values.containsKey(key))
                .mapToDouble(values -> values.get(key).value()));
    }

    private static MeasuredStart rounded(MeasuredStart start) {
        var values = new LinkedHashMap<String, StartValue>();
        start.values()
                .forEach((key, value) -> values.put(key, new StartValue(rounded(value.value()), rounded(value.by()))));
        return new MeasuredStart(
                start.source(),
                start.measured(),
                start.serverStart(),
                start.conditions(),
                values,
                start.answers(),
                stored(start.texts()),
                start.spoilt());
    }

    private static Map<String, MeasuredText> stored(Map<String, MeasuredText> texts) {
        var stored = new LinkedHashMap<String, MeasuredText>();
        texts.forEach((id, text) -> stored.put(id, text.stored(rounded(text.nll()))));
        return stored;
    }

    private static Uncertainty rounded(Uncertainty by) {
        return new Uncertainty(rounded(by.below()), rounded(by.above()));
    }

    /** Returns a number with six significant digits. */
    static double rounded(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : value;
    }
}
