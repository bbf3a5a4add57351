package dev.assay.report.summary;

import dev.assay.input.Problem;
import dev.assay.report.words.Markdown;
import java.util.ArrayList;
import java.util.List;

/** The page of a run that did not start because its input has problems. */
public final class RefusedInput {
    private RefusedInput() {}

    /** Returns the page, in Markdown. */
    public static String page(List<Problem> problems) {
        var lines = new ArrayList<String>();
        lines.add("# Assay: nothing was judged");
        lines.add("");
        lines.add("Nothing was sent: the input has problems.");
        lines.add("");
        problems.forEach(problem -> lines.add("- " + Markdown.text(problem.toString())));
        return String.join("\n", lines) + "\n";
    }
}
