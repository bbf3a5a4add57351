package dev.assay.report.console;

import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.ScoredQuestion;
import dev.assay.accuracy.Scores;
import dev.assay.accuracy.Scores.EvalsetFigure;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.QuestionBlock;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of the questions that share one JUnit test.
 *
 * @param allRight whether each of them was asked, and answered rightly each time
 * @param notMeasured whether the request of one of them failed
 * @param text a line with the counts, then a line for each of the first questions that are not right, and the ids of some more
 */
public record BlockText(boolean allRight, boolean notMeasured, String text) {
    private static final int MOST_TOLD = 10;
    private static final int MOST_NAMED = 20;
    private static final EvalsetFigure ACCURACY = Scores.FIGURES.stream()
            .filter(figure -> figure.key().equals("accuracy"))
            .findFirst()
            .orElseThrow();

    /** What is said of a question that is not right. */
    private record Told(String id, String said) {}

    /** Returns the text of questions that were asked once. */
    public static BlockText of(TestVerdict.OfAccuracy test, QuestionBlock block) {
        var size = block.questions().size();
        var asked = scored(List.of(test.scores()), block).values().stream()
                .flatMap(List::stream)
                .toList();
        var right = right(asked);
        var failed = Math.toIntExact(
                asked.stream().filter(each -> each.outcome().notMeasured()).count());
        var counts = Stream.of(
                        counted(asked.size() - right - failed, size, "wrong"),
                        counted(failed, size, "not measured"),
                        counted(size - asked.size(), size, "not asked"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        var told = asked.stream()
                .filter(each -> each.outcome() != Outcome.CORRECT)
                .map(each -> new Told(each.question().id(), said(each)))
                .toList();
        var share = test.scores().accuracy().map(accuracy -> "of all " + accuracy + " right");
        return new BlockText(
                right == size,
                failed > 0,
                lines((counts.isEmpty() ? "all " + size + " right" : counts) + evalset(test, share), told));
    }

    /** Returns the text of questions that were asked several times. Those that are wrong in one of the sound repeats are told. */
    public static BlockText of(TestVerdict.OfRepeats test, QuestionBlock block) {
        var size = block.questions().size();
        var repeats = test.scores().repeats().size();
        var scored = scored(test.scores().repeats(), block);
        var wrong = scored.entrySet().stream()
                .filter(question -> right(question.getValue()) < repeats)
                .toList();
        var always = wrong.stream()
                .filter(question -> right(question.getValue()) == 0)
                .count();
        var counts = wrong.isEmpty()
                ? "all " + size + " right in all " + repeats + " repeats"
                : wrong.size() + " of " + size + " wrong in at least one of " + repeats + " repeats, " + always
                        + " of them in all";
        var told = wrong.stream()
                .map(question -> told(question.getKey(), question.getValue()))
                .toList();
        var share = test.scores()
                .values(ACCURACY)
                .map(accuracy -> "of all " + Unit.SHARE.format(accuracy.mean()) + " right on average");
        return new BlockText(wrong.isEmpty(), false, lines(counts + evalset(test, share), told));
    }

    private static Told told(String id, List<ScoredQuestion> outcomes) {
        var wrong = outcomes.stream()
                .filter(each -> each.outcome() != Outcome.CORRECT)
                .toList();
        return new Told(
                id,
                wrong.stream().findFirst().map(BlockText::said).orElse("not asked") + "; wrong in " + wrong.size()
                        + " of " + outcomes.size() + " repeats");
    }

    /** Returns the outcomes of each question of a block, in the order of the block. */
    private static Map<String, List<ScoredQuestion>> scored(List<Scores> repeats, QuestionBlock block) {
        var scored = new LinkedHashMap<String, List<ScoredQuestion>>();
        block.questions().stream().map(Question::id).forEach(id -> scored.put(id, new ArrayList<>()));
        repeats.stream()
                .flatMap(scores -> scores.all().stream())
                .forEach(each -> Optional.ofNullable(scored.get(each.question().id()))
                        .ifPresent(outcomes -> outcomes.add(each)));
        return scored;
    }

    private static int right(List<ScoredQuestion> outcomes) {
        return Math.toIntExact(outcomes.stream()
                .filter(each -> each.outcome() == Outcome.CORRECT)
                .count());
    }

    private static Optional<String> counted(int count, int size, String what) {
        return count == 0 ? Optional.empty() : Optional.of(count + " of " + size + " " + what);
    }

    private static String said(ScoredQuestion scored) {
        return scored.outcome() + ", " + scored.explanation();
    }

    /** Returns the accuracy of the evalset, what that must be, and what became of the evalset. */
    private static String evalset(TestVerdict test, Optional<String> accuracy) {
        var allowed = test.limits().stream()
                .filter(limit -> limit.limit().figure().equals(ACCURACY)
                        && !(limit.limit().bound() instanceof Bound.Compared))
                .map(limit -> ", " + limit.limit().bound().asked())
                .findFirst();
        return accuracy.map(share -> "; " + share + allowed.orElse("")).orElse("") + "; the evalset "
                + (test.tolerated() ? "" : "is ") + test.word();
    }

    private static String lines(String first, List<Told> questions) {
        var lines = new ArrayList<String>();
        lines.add(first);
        questions.stream().limit(MOST_TOLD).forEach(each -> lines.add("  " + each.id() + ": " + each.said()));
        if (questions.size() > MOST_TOLD) {
            lines.add("  and " + (questions.size() - MOST_TOLD) + " more: "
                    + questions.stream()
                            .skip(MOST_TOLD)
                            .limit(MOST_NAMED)
                            .map(Told::id)
                            .collect(Collectors.joining(" "))
                    + (questions.size() > MOST_TOLD + MOST_NAMED ? " ..." : ""));
        }
        return String.join("\n", lines);
    }
}
