package dev.assay.report.ci;

import dev.assay.gate.results.RunVerdict;
import dev.assay.recording.Recording;
import dev.assay.report.against.ComparedPair;
import dev.assay.report.against.ComparedRun;
import dev.assay.report.summary.ComparedTables;
import dev.assay.report.summary.ComparisonTables;
import dev.assay.report.summary.NotPassed;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The body of a comment for a pull request or a merge request: what is not passed, and the comparison. */
public final class Comment {
    /** GitHub refuses a longer body. */
    static final int MOST_CHARACTERS = 65_536;
    /** By it a workflow finds the comment of an earlier run, to replace it. */
    static final String MARK = "<!-- assay -->";

    private static final String OPEN = "<details>";
    private static final String CLOSE = "</details>";
    private static final String END_OF_DETAILS = "\n" + CLOSE + "\n";
    private static final String CUT =
            "\nCut here, because GitHub takes at most 65,536 characters. The rest is in summary.md of this run.\n";

    private Comment() {}

    /**
     * Returns the body, in Markdown.
     *
     * @param compared what the run is compared with beside its limits
     */
    public static String of(RunVerdict run, Optional<ComparedRun> compared) {
        var lines = new ArrayList<String>();
        lines.add(MARK);
        lines.add("## Assay: " + counts(run));
        lines.add("");
        lines.add(inert("Run " + run.id() + (run.plan().partial() ? " (partial)" : "") + ", " + provenance(run)));
        section("Not passed", NotPassed.of(run, Language.ENGLISH), lines);
        compared.ifPresent(with -> section("Compared with " + with.other(), sentences(with), lines));
        details("Limits that compare", ComparisonTables.of(run, Language.ENGLISH), lines);
        compared.ifPresent(with ->
                details("Figures and questions beside each other", ComparedTables.of(with, Language.ENGLISH), lines));
        details(
                "Figures that are not in metrics.txt and benchmark-*.json",
                ShownFigures.leftOut(ShownFigures.of(run)).stream()
                        .map(line -> "- " + Markdown.text(line))
                        .toList(),
                lines);
        return fitting(lines, MOST_CHARACTERS);
    }

    private static void section(String title, List<String> content, List<String> lines) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add("### " + inert(title));
            lines.add("");
            content.forEach(line -> lines.add(CommentText.inert(line)));
        }
    }

    /** Adds what a reader opens if the lines above are not enough. */
    private static void details(String title, List<String> content, List<String> lines) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(OPEN);
            lines.add("<summary>" + title + "</summary>");
            lines.add("");
            content.forEach(line -> lines.add(CommentText.inert(line)));
            lines.add("");
            lines.add(CLOSE);
        }
    }

    private static List<String> sentences(ComparedRun compared) {
        return compared.tests().stream()
                .map(test -> switch (test) {
                    case ComparedPair.Shown shown -> shown.name() + ": " + shown.sentence();
                    case ComparedPair.NotCompared no -> no.name() + ": not compared, since " + no.reason();
                })
                .map(line -> "- " + Markdown.text(line))
                .toList();
    }

    private static String inert(String text) {
        return CommentText.inert(Markdown.text(text));
    }

    private static String counts(RunVerdict run) {
        var counts = run.counts().entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(" · "));
        var missing = run.missing().size();
        return (counts.isEmpty() ? "nothing was judged" : counts)
                + (missing == 0 ? "" : " · " + missing + " without a verdict");
    }

    private static String provenance(RunVerdict run) {
        var from = run.tests().stream()
                .flatMap(test -> test.headers().stream())
                .map(Comment::dated)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return from.isEmpty() ? "nothing was measured" : from;
    }

    private static String dated(Recording.Header header) {
        return header.provenance() + " " + header.started().toString().substring(0, 10);
    }

    /** Returns as many whole lines as fit, and if not all do, a line that says so. */
    static String fitting(List<String> lines, int most) {
        var whole = String.join("\n", lines) + "\n";
        if (whole.length() <= most) {
            return whole;
        }
        var kept = new StringBuilder();
        var open = false;
        for (var line : lines) {
            if (kept.length() + line.length() + 1 + END_OF_DETAILS.length() + CUT.length() > most) {
                break;
            }
            kept.append(line).append('\n');
            open = line.equals(OPEN) || (open && !line.equals(CLOSE));
        }
        return kept + (open ? END_OF_DETAILS : "") + CUT;
    }
}
