package dev.assay.report.summary;

import dev.assay.stats.PairedCounts;
import dev.assay.stats.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Published accuracies as Markdown: each with its interval, and of each pair how far it could be told apart at best.
 *
 * <p>Which questions were answered right was not published. The best case for telling two counts of the same questions apart is that no
 * more questions changed than must have: every further pair of changes leaves the difference and widens what it may be due to.
 */
public final class PublishedAccuracy {
    private static final double LEVEL = 0.95;

    private PublishedAccuracy() {}

    /**
     * How many answers of a deployment were right.
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

    /** The margin is rounded up: one that is smaller is not proven. */
    private static String pair(Count candidate, Count reference) {
        var change = candidate.right().k() - reference.right().k();
        var best = new PairedCounts(candidate.right().n(), Math.max(change, 0), Math.max(-change, 0));
        return String.format(
                Locale.ROOT,
                "| %s against %s | %d of %d | %.3f | %.1f points |",
                candidate.deployment(),
                reference.deployment(),
                Math.abs(change),
                candidate.right().n(),
                best.mcNemar(),
                Math.ceil(-1000 * best.lowerBound(LEVEL)) / 10);
    }
}
