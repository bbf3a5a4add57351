package dev.assay.report.summary;

import dev.assay.stats.PairedCounts;
import dev.assay.stats.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Published accuracies as Markdown: each with its interval, and for each pair the clearest difference that is possible.
 *
 * <p>It was not published which questions were answered correctly. Two counts on the same questions differ most clearly if as few questions
 * as possible changed: each further pair of opposite changes keeps the difference and adds chance.
 */
public final class PublishedAccuracy {
    private static final double LEVEL = 0.95;

    private PublishedAccuracy() {}

    /**
     * How many answers of a deployment were correct.
     *
     * @param deployment its name
     * @param right of how many questions, the same for all deployments
     */
    public record Count(String deployment, Proportion right) {}

    /**
     * Returns a table of the counts and a table of their pairs.
     *
     * @throws IllegalArgumentException if they are not of the same number of questions
     */
    public static String of(List<Count> counts) {
        var sizes = counts.stream().map(count -> count.right().n()).distinct().toList();
        if (sizes.size() > 1) {
            throw new IllegalArgumentException("Counts of the same questions have one size, found " + sizes + ".");
        }
        var lines = new ArrayList<String>();
        lines.add("| deployment | right | accuracy | 95 % interval (Wilson) |");
        lines.add("|---|---|---|---|");
        for (var count : counts) {
            var right = count.right();
            var interval = right.wilson(LEVEL);
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %d/%d | %.1f %% | %.1f to %.1f %% |",
                    count.deployment(),
                    right.k(),
                    right.n(),
                    100 * right.value(),
                    100 * interval.low(),
                    100 * interval.high()));
        }
        lines.add("");
        lines.add(
                "| compared | changed at least | p at best (McNemar, exact) | smallest margin that it could prove (Tango, 95 %) |");
        lines.add("|---|---|---|---|");
        for (var i = 0; i < counts.size(); i++) {
            for (var j = i + 1; j < counts.size(); j++) {
                lines.add(pair(counts.get(i), counts.get(j)));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /** The margin is rounded up, because a smaller one is not proven. */
    private static String pair(Count candidate, Count reference) {
        var change = candidate.right().k() - reference.right().k();
        var unchanged = candidate.right().n() - Math.abs(change);
        var best = new PairedCounts(unchanged, Math.max(change, 0), Math.max(-change, 0), 0);
        return String.format(
                Locale.ROOT,
                "| %s against %s | %d of %d | %.3f | %.1f points |",
                candidate.deployment(),
                reference.deployment(),
                Math.abs(change),
                candidate.right().n(),
                best.mcNemar(),
                Math.ceil(-1000 * best.differenceAtLeast(LEVEL)) / 10);
    }
}
