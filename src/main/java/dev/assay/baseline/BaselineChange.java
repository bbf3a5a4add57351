package dev.assay.baseline;

import dev.assay.figures.FigureName;
import dev.assay.figures.texts.TextFigure;
import dev.assay.plan.thresholds.Unit;
import dev.assay.starts.Difference;
import dev.assay.starts.MeasuredStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a new baseline of a test changes, for the person who accepts it. */
public final class BaselineChange {
    private static final int MOST_QUESTIONS = 20;

    private BaselineChange() {}

    /**
     * Returns a headline and a line for each change.
     *
     * @param test the name of deployment and test
     * @param before what the file has now; empty: nothing
     */
    public static List<String> lines(String test, Optional<BaselineTest> before, BaselineTest after) {
        var lines = new ArrayList<String>();
        lines.add("baseline of " + test + ": " + counted(after)
                + before.map(old -> " in place of " + counted(old)).orElse(", the first"));
        before.ifPresentOrElse(
                old -> {
                    Difference.between(old.set(""), after.set(""))
                            .forEach(each ->
                                    lines.add("  " + each.fact() + " [" + each.here() + "] → [" + each.there() + "]"));
                    figures(latest(old), latest(after), lines);
                    answers(old.starts().getFirst(), after.starts().getFirst(), lines);
                },
                () -> latest(after).forEach((key, mean) -> lines.add("  " + key + " " + shown(key, mean))));
        return lines;
    }

    private static String counted(BaselineTest test) {
        var starts = test.starts().size();
        return starts + (starts == 1 ? " start" : " starts") + " of " + test.day();
    }

    private static Map<String, Double> latest(BaselineTest test) {
        return test.history().isEmpty() ? Map.of() : test.history().getLast().means();
    }

    private static void figures(Map<String, Double> before, Map<String, Double> after, List<String> lines) {
        after.forEach((key, mean) -> {
            var old = before.get(key);
            lines.add("  " + key + " " + (old == null ? "not known" : shown(key, old)) + " → " + shown(key, mean)
                    + (old == null ? "" : change(key, old, mean)));
        });
    }

    private static String change(String key, double old, double mean) {
        if (isShare(key)) {
            return String.format(Locale.ROOT, " (%+.1f pp)", 100 * (mean - old));
        }
        return old == 0 ? "" : String.format(Locale.ROOT, " (%+.1f %%)", 100 * (mean - old) / old);
    }

    private static void answers(MeasuredStart before, MeasuredStart after, List<String> lines) {
        flipped("lost", before, after).ifPresent(lines::add);
        flipped("gained", after, before).ifPresent(lines::add);
    }

    /** Returns the questions that are right at one start and wrong at the other. */
    private static Optional<String> flipped(String word, MeasuredStart right, MeasuredStart wrong) {
        var flipped = right.answers().entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .filter(question -> Boolean.FALSE.equals(wrong.answers().get(question)))
                .toList();
        return flipped.isEmpty()
                ? Optional.empty()
                : Optional.of("  " + word + ": "
                        + flipped.stream().limit(MOST_QUESTIONS).collect(Collectors.joining(", "))
                        + (flipped.size() > MOST_QUESTIONS
                                ? " and " + (flipped.size() - MOST_QUESTIONS) + " more"
                                : ""));
    }

    private static String shown(String key, double mean) {
        if (key.equals(BaselineTest.ACCURACY)) {
            return String.format(Locale.ROOT, "%.1f %%", 100 * mean);
        }
        if (key.equals(BaselineTest.NLL)) {
            return TextFigure.NLL.unit().format(mean);
        }
        return figure(key).map(figure -> figure.unit().format(mean)).orElseGet(() -> BaselineText.number(mean));
    }

    private static boolean isShare(String key) {
        return key.equals(BaselineTest.ACCURACY)
                || figure(key).filter(figure -> figure.unit() == Unit.SHARE).isPresent();
    }

    private static Optional<FigureName> figure(String key) {
        var base = key.replaceFirst(" \\(.*\\)$", "");
        return FigureName.all().stream()
                .filter(figure -> figure.key().equals(base))
                .findFirst();
    }
}
