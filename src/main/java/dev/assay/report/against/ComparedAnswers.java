package dev.assay.report.against;

import dev.assay.plan.thresholds.Unit;
import dev.assay.tools.samples.PairedScores;
import java.util.ArrayList;
import java.util.List;

/**
 * The answers of a test beside those that another tool collected, by each scorer that both sides can be scored with.
 *
 * @param there what it is compared with, as the command line names it
 */
public record ComparedAnswers(String name, String there, PairedScores scores) implements ComparedPair.Shown {
    private static final int USUAL = 1;

    /** Returns the test, how many answers are compared, and how they were paired. */
    @Override
    public String heading() {
        return name + ": " + compared() + " of "
                + questions(scores.pairs().pairs().size()
                        + scores.pairs().onlyHere().size()) + " here and in " + there + " of " + scores.tool()
                + " (paired: " + scores.pairs().ways() + ")";
    }

    private int compared() {
        return scores.pairs().pairs().size() - scores.unanswered().size();
    }

    private static String questions(int count) {
        return count + (count == 1 ? " question" : " questions");
    }

    @Override
    public List<List<String>> rows(boolean all) {
        return scores.scorers().stream().map(ComparedAnswers::row).toList();
    }

    private static List<String> row(PairedScores.ByScorer by) {
        var change = by.change();
        return List.of(
                "right by " + by.scorer(),
                change.here() + "/" + change.counts().n(),
                change.there() + "/" + change.counts().n(),
                ChangeText.of(change.counts().difference(), false, Unit.SHARE),
                ChangeText.of(change.interval(), false, Unit.SHARE));
    }

    @Override
    public List<String> questions() {
        var lines = new ArrayList<String>();
        scores.scorers().stream().limit(USUAL).forEach(by -> {
            Questions.named("lost by " + by.scorer(), by.change().lost()).ifPresent(lines::add);
            Questions.named("gained by " + by.scorer(), by.change().gained()).ifPresent(lines::add);
        });
        if (scores.cut() > 0) {
            lines.add(
                    "the file does not say which of its answers were cut off, so the text alone decides on both sides; cut off here: "
                            + scores.cut());
        }
        if (!scores.ownScores().isEmpty()) {
            lines.add("the file's own scores, each by its own scorer and compared with nothing: "
                    + String.join(", ", scores.ownScores()));
        }
        var onlyHere = scores.pairs().onlyHere().stream()
                .map(question -> question.id())
                .toList();
        Questions.named("only here (" + onlyHere.size() + ")", onlyHere).ifPresent(lines::add);
        Questions.named("not answered here (" + scores.unanswered().size() + ")", scores.unanswered())
                .ifPresent(lines::add);
        var onlyThere = scores.pairs().onlyThere();
        Questions.named("only there (" + onlyThere.size() + ")", onlyThere).ifPresent(lines::add);
        lines.addAll(scores.remarks());
        return lines;
    }

    @Override
    public String sentence() {
        var better = new ArrayList<String>();
        var worse = new ArrayList<String>();
        var open = new ArrayList<String>();
        scores.scorers().stream().limit(USUAL).forEach(by -> {
            var figure = "accuracy by " + by.scorer();
            if (by.change().isSure()) {
                (by.change().counts().difference() > 0 ? better : worse)
                        .add(figure + " (" + ChangeText.of(by.change()) + ")");
            } else {
                open.add(figure);
            }
        });
        return Sentence.of(name, there, better, worse, open, List.of(), List.of());
    }
}
