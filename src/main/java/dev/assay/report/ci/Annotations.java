package dev.assay.report.ci;

import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.ScoredQuestion;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.input.Problem;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.report.ci.Annotation.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a run says about lines of thresholds.yaml and of evalsets. */
public final class Annotations {
    private static final int MOST_ANSWERS = 50;
    private static final String WHOLE = "test";

    private Annotations() {}

    /**
     * Returns an annotation for each limit that is not kept, for each test that is red without such a limit or has no verdict, and for the questions that
     * explain it: those that fail a test, those that were lost, and the first wrong ones of each test that is not passed. Errors come first.
     */
    public static List<Annotation> of(RunVerdict run) {
        return Stream.concat(
                        run.tests().stream()
                                .filter(test -> !(test.verdict() instanceof Verdict.Pass))
                                .flatMap(Annotations::of),
                        run.missing().stream()
                                .map(planned -> new Annotation(
                                        Level.ERROR,
                                        planned.test().place(),
                                        planned.name(),
                                        WHOLE,
                                        "planned but without a verdict")))
                .sorted(Comparator.comparing(Annotation::level))
                .toList();
    }

    /** Returns an annotation for each mistake of the input. */
    public static List<Annotation> of(List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Annotation(
                        Level.ERROR, problem.place(), "Assay's input", problem.message(), problem.message()))
                .toList();
    }

    private static Stream<Annotation> of(TestVerdict test) {
        var decisive = decisive(test);
        var limits = test.limits().stream()
                .filter(limit -> !(limit.verdict() instanceof Verdict.Pass))
                .map(limit -> new Annotation(
                        limit.tolerated() || test.tolerated() ? Level.WARNING : Level.ERROR,
                        limit.limit().place(),
                        test.planned().name(),
                        "limit " + limit.limit().named(),
                        limit.word() + " " + limit.sentence()))
                .toList();
        var whole = decisive.isEmpty() && (limits.isEmpty() || failsWithoutLimit(test))
                ? Stream.of(new Annotation(
                        test.tolerated() ? Level.WARNING : Level.ERROR,
                        test.planned().test().place(),
                        test.planned().name(),
                        WHOLE,
                        test.headline()))
                : Stream.<Annotation>empty();
        return Stream.of(whole, limits.stream(), questions(test, decisive)).flatMap(each -> each);
    }

    private static boolean failsWithoutLimit(TestVerdict test) {
        return test.verdict() instanceof Verdict.Fail && test.failsWithoutLimit();
    }

    private static List<ScoredQuestion> decisive(TestVerdict test) {
        return test instanceof TestVerdict.OfAccuracy accuracy && test.verdict() instanceof Verdict.Fail
                ? TestVerdict.OfAccuracy.decisive(test.planned(), accuracy.scores())
                : List.of();
    }

    private static Stream<Annotation> questions(TestVerdict test, List<ScoredQuestion> decisive) {
        var told = new LinkedHashSet<String>();
        var questions = new ArrayList<Annotation>();
        decisive.forEach(each -> {
            told.add(each.question().id());
            questions.add(about(test, each, test.tolerated() ? Level.WARNING : Level.ERROR, ""));
        });
        var lost = lost(test);
        asked(test)
                .filter(each -> lost.contains(each.id()))
                .filter(each -> told.add(each.id()))
                .forEach(each -> {
                    var scored = scored(test)
                            .filter(other -> other.question().id().equals(each.id()))
                            .findFirst();
                    questions.add(scored.map(other -> about(test, other, Level.WARNING, "lost: "))
                            .orElseGet(() -> about(test, each, Level.WARNING, "lost")));
                });
        scored(test)
                .filter(each -> each.outcome() != Outcome.CORRECT)
                .filter(each -> !told.contains(each.question().id()))
                .limit(MOST_ANSWERS)
                .forEach(each -> questions.add(about(test, each, Level.NOTICE, "")));
        return questions.stream();
    }

    /** Returns the questions that only a reference of a limit answered rightly. */
    private static List<String> lost(TestVerdict test) {
        return test.limits().stream()
                .map(LimitVerdict::compared)
                .filter(Objects::nonNull)
                .flatMap(compared -> compared.flips().stream())
                .flatMap(flips -> flips.lost().stream())
                .distinct()
                .toList();
    }

    private static Stream<Question> asked(TestVerdict test) {
        return test.planned().test() instanceof TestSpec.Accuracy accuracy
                ? accuracy.evalset().questions().stream()
                : Stream.empty();
    }

    private static Stream<ScoredQuestion> scored(TestVerdict test) {
        return test instanceof TestVerdict.OfAccuracy accuracy ? accuracy.scores().all().stream() : Stream.empty();
    }

    private static Annotation about(TestVerdict test, ScoredQuestion scored, Level level, String before) {
        return about(test, scored.question(), level, before + scored.outcome() + ", " + scored.explanation());
    }

    private static Annotation about(TestVerdict test, Question question, Level level, String message) {
        return new Annotation(
                level,
                question.place(),
                test.planned().name(),
                "question " + question.id(),
                question.id() + ": " + message);
    }
}
