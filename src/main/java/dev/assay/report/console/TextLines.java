package dev.assay.report.console;

import dev.assay.figures.texts.TextFigure;
import dev.assay.figures.texts.TextScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The log-probabilities of texts as lines: the figures over all, and the texts that are the least probable. */
final class TextLines {
    private static final int MOST_TEXTS = 5;

    private TextLines() {}

    static List<String> of(TextScores scores) {
        var lines = new ArrayList<String>();
        for (var figure : TextFigure.values()) {
            figure.of(scores)
                    .ifPresent(value -> lines.add("  figure  " + figure + " "
                            + figure.unit().format(value) + ", n=" + scores.tokens() + " tokens of "
                            + scores.all().size() + " texts"));
        }
        scores.all().stream()
                .sorted(Comparator.comparingDouble(text -> -text.nll() / text.count()))
                .limit(MOST_TEXTS)
                .forEach(text -> lines.add("  text    " + text.id() + ": "
                        + TextFigure.NLL.unit().format(text.nll() / text.count()) + " per token, " + text.count()
                        + " tokens"));
        return lines;
    }
}
