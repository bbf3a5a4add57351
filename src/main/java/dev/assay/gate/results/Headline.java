package dev.assay.gate.results;

import dev.assay.accuracy.ScoredQuestion;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.TestSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The first line of a test, or of one of its limits. */
public record Headline(TestVerdict test) {
    String text() {
        var throttle = test.planned().test().throttle().map(text -> " (" + text + ")");
        return test.word() + " " + test.planned().name() + throttle.orElse("") + ": " + because() + from();
    }

    String of(LimitVerdict limit) {
        return limit.word() + " " + test.planned().name() + ": " + limit.sentence() + from();
    }

    /** Returns where the figures come from, and how the server was allowed to differ; empty without figures. */
    private String from() {
        return test.header()
                .map(header -> " (" + header.provenance() + " "
                        + header.started().toString().substring(0, 10)
                        + header.changed().map("; changed: "::concat).orElse("") + ")")
                .orElse("");
    }

    String because() {
        if (test instanceof ProtocolVerdict protocol && !(test.verdict() instanceof Verdict.Unmeasured)) {
            return protocol.said();
        }
        if (test instanceof TestVerdict.OfAccuracy accuracy
                && !(test.verdict() instanceof Verdict.Unmeasured)
                && (test.planned().test().limits().isEmpty() || accuracy.failsByQuestion())) {
            return questions(accuracy);
        }
        if (test instanceof TestVerdict.OfLoadTest loadTest
                && loadTest.failure().isPresent()) {
            return loadTest.failure().get().text();
        }
        if (test instanceof TestVerdict.OfRepeats repeats
                && test.failsWithoutLimit()
                && test.verdict() instanceof Verdict.Fail) {
            return repeats.failedAlone();
        }
        if (test instanceof TestVerdict.OfRepeats repeats
                && test.limits().isEmpty()
                && test.verdict() instanceof Verdict.Pass) {
            return "right in all " + repeats.sound().size() + " repeats" + onlyThese();
        }
        if (test.limits().isEmpty() && !(test.verdict() instanceof Verdict.Unmeasured)) {
            return "measured; its limits are judged over all repeats";
        }
        return switch (test.verdict()) {
            case Verdict.Unmeasured unmeasured ->
                test.limits().stream().anyMatch(limit -> limit.verdict().equals(unmeasured))
                        ? decisive("not measured")
                        : unmeasured.sentences();
            case Verdict.Pass ignored -> decisive("kept");
            case Verdict.Fail ignored -> decisive("missed");
            case Verdict.Inconclusive ignored -> decisive("undecided");
        };
    }

    /** Returns what decided the verdict although no limit has it: a critical question, an audit. Empty if a limit has the verdict, or all are kept. */
    public Optional<String> besideLimits() {
        var ofLimit = test.limits().stream().anyMatch(limit -> limit.verdict().equals(test.verdict()));
        return switch (test.verdict()) {
            case Verdict.Unmeasured unmeasured when !ofLimit -> Optional.of(unmeasured.reason());
            case Verdict.Fail ignored when test.failsWithoutLimit() -> Optional.of(because());
            default -> Optional.empty();
        };
    }

    private String questions(TestVerdict.OfAccuracy accuracy) {
        var all = accuracy.scores().all();
        var wrong = TestVerdict.OfAccuracy.decisive(test.planned(), accuracy.scores());
        if (test.planned().test().limits().isEmpty()) {
            return (all.size() == 1 ? said(all) : wrong.size() + " of " + all.size() + " wrong") + onlyThese();
        }
        return "critical " + (wrong.size() == 1 ? "question " : "questions ") + said(wrong);
    }

    /** Returns that no limit was judged, and why. */
    private String onlyThese() {
        return (test.planned().test() instanceof TestSpec.Accuracy accuracy
                                && accuracy.evalset().questions().size() > 1
                        ? "; only these questions were asked"
                        : "; only this question was asked")
                + ", no limit was judged";
    }

    private static String said(List<ScoredQuestion> questions) {
        return questions.stream()
                .map(each -> each.question().id() + " " + each.outcome() + ", " + each.explanation())
                .collect(Collectors.joining("; "));
    }

    /** Returns the sentence of the first limit that has the verdict of the test, and how many more limits have it. */
    private String decisive(String all) {
        var decisive = test.limits().stream()
                .filter(limit ->
                        limit.verdict().word().equals(test.verdict().word()) && limit.tolerated() == test.tolerated())
                .toList();
        var more = decisive.size() - 1;
        return decisive.getFirst().sentence()
                + (more == 0 ? "" : " (" + more + (more == 1 ? " more limit " : " more limits ") + all + ")");
    }
}
