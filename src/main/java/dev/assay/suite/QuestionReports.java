package dev.assay.suite;

import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.ScoredQuestion;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.QuestionBlock;
import dev.assay.plan.evalsets.Question;
import dev.assay.report.console.BlockText;
import dev.assay.run.GateSession;
import org.junit.jupiter.api.TestReporter;

/** Reports questions of an evalset, alone or in blocks. */
final class QuestionReports {
    private final GateSession session;
    private final TestVerdict test;

    private QuestionReports(GateSession session, TestVerdict test) {
        this.session = session;
        this.test = test;
    }

    /** Returns the reports on a planned evalset, and measures it first if it has no verdict. */
    static QuestionReports of(Planned planned, GateSession session) {
        return new QuestionReports(session, JUnitVerdicts.verdict(session, planned));
    }

    /** A block is skipped if not all its answers are right, and UNMEASURED if one of its requests failed, or if an audit spoils all answers. */
    void report(QuestionBlock block) {
        switch (test) {
            case TestVerdict.OfAccuracy accuracy -> report(BlockText.of(accuracy, block), isSpoilt(accuracy));
            case TestVerdict.OfRepeats repeats ->
                report(BlockText.of(repeats, block), JUnitVerdicts.isUnmeasured(repeats));
            case TestVerdict.NotRun ignored -> unmeasured();
            case TextsVerdict ignored -> throw withoutQuestions();
            case ProtocolVerdict ignored -> throw withoutQuestions();
            case TestVerdict.OfLoadTest ignored -> throw withoutQuestions();
        }
    }

    private void report(BlockText block, boolean spoilt) {
        if (spoilt || block.notMeasured()) {
            JUnitVerdicts.unmeasured(session, test, block.text(), session.text(test));
        }
        if (!block.allRight()) {
            throw JUnitVerdicts.skippedWith(block.text());
        }
    }

    /**
     * A wrong answer fails its JUnit test if the question is critical, or if only this question or its block was asked. Otherwise the limits decide, and the
     * test is skipped with its outcome. A question that flipped says so; if it is right now, in what it prints. If all answers came but an audit makes them
     * UNMEASURED, every question is reported as UNMEASURED, right or wrong.
     */
    void report(Question question, TestReporter reporter) {
        switch (test) {
            case TestVerdict.OfAccuracy accuracy -> report(accuracy, question, reporter);
            case TestVerdict.OfRepeats repeats -> report(repeats, question, reporter);
            case TestVerdict.NotRun ignored -> unmeasured();
            case TextsVerdict ignored -> throw withoutQuestions();
            case ProtocolVerdict ignored -> throw withoutQuestions();
            case TestVerdict.OfLoadTest ignored -> throw withoutQuestions();
        }
    }

    private void report(TestVerdict.OfAccuracy accuracy, Question question, TestReporter reporter) {
        var asked = accuracy.scores().all().stream()
                .filter(each -> each.question().id().equals(question.id()))
                .findFirst();
        if (asked.isEmpty()) {
            throw JUnitVerdicts.skipped("not asked: the evalset is " + test.word() + " after "
                    + accuracy.scores().all().size() + " questions");
        }
        var scored = asked.get();
        var said = flipped(question) + said(scored);
        if (isSpoilt(accuracy) || scored.outcome().notMeasured()) {
            JUnitVerdicts.unmeasured(session, test, said + evalset(), session.text(test));
        }
        if (scored.outcome() == Outcome.CORRECT) {
            print(question, said, reporter);
            return;
        }
        throw wrong(question, said, said);
    }

    /** Of several repeats the first sound one is reported, with the number of those in which the question was answered wrongly. */
    private void report(TestVerdict.OfRepeats repeats, Question question, TestReporter reporter) {
        var outcomes = repeats.scores().of(question.id());
        if (outcomes.isEmpty() || JUnitVerdicts.isUnmeasured(test)) {
            unmeasured();
        }
        var wrong = outcomes.stream()
                .filter(each -> each.outcome() != Outcome.CORRECT)
                .toList();
        var flipped = flipped(question);
        if (wrong.isEmpty()) {
            print(question, flipped + said(outcomes.getFirst()) + " in all " + outcomes.size() + " repeats", reporter);
            return;
        }
        var count = "; wrong in " + wrong.size() + " of " + outcomes.size() + " repeats";
        throw wrong(question, flipped + said(outcomes.getFirst()) + count, flipped + said(wrong.getFirst()) + count);
    }

    /**
     * Returns what reports a wrong answer.
     *
     * @param shown what is said if it decides nothing
     * @param decisive what is said if it fails the test
     */
    private RuntimeException wrong(Question question, String shown, String decisive) {
        if (decides(question)) {
            throw JUnitVerdicts.failure("FAIL " + test.planned().name() + " " + question.id() + ": " + decisive);
        }
        return JUnitVerdicts.skipped(shown + evalset());
    }

    /** Returns whether a wrong answer to the question fails the test whatever its limits say. */
    private boolean decides(Question question) {
        return (question.critical() || test.planned().test().limits().isEmpty())
                && test.planned().test().enforced();
    }

    /** A question that is right passes without a word, unless it was wrong before. */
    private void print(Question question, String said, TestReporter reporter) {
        if (!flipped(question).isEmpty()) {
            reporter.publishEntry(XmlReports.PRINTED, said + "\n");
        }
    }

    private String flipped(Question question) {
        return session.flips(test.planned()).before(question.id());
    }

    private static String said(ScoredQuestion scored) {
        return scored.outcome() + ", " + scored.explanation();
    }

    private String evalset() {
        return "; the evalset " + (test.tolerated() ? "" : "is ") + test.word();
    }

    private void unmeasured() {
        JUnitVerdicts.unmeasured(session, test, test.headline(), session.text(test));
    }

    /** Returns whether all answers came, but an audit makes them UNMEASURED. */
    private static boolean isSpoilt(TestVerdict.OfAccuracy accuracy) {
        return JUnitVerdicts.isUnmeasured(accuracy)
                && accuracy.scores().notMeasured().isEmpty();
    }

    private static IllegalStateException withoutQuestions() {
        return new IllegalStateException("only an evalset has questions");
    }
}
