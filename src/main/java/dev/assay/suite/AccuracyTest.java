package dev.assay.suite;

import dev.assay.accuracy.Outcome;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.QuestionBlock;
import dev.assay.plan.TestName;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.report.console.BlockText;
import dev.assay.run.GateSession;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** One test for each limit of each evalset, and then one for each question; of a large evalset one for each block of questions, and for each critical one. */
@Tag("accuracy")
@Order(20)
@DisplayName("accuracy")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SessionExtension.class)
class AccuracyTest {
    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @Order(1)
    @DisplayName("limit")
    @ArgumentsSource(Limits.class)
    void limit(Planned planned, Limit limit, GateSession session) {
        JUnitVerdicts.limit(session, planned, limit);
    }

    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @Order(2)
    @DisplayName("block")
    @ArgumentsSource(Blocks.class)
    void block(Planned planned, QuestionBlock block, GateSession session) {
        switch (JUnitVerdicts.verdict(session, planned)) {
            case TestVerdict.OfAccuracy accuracy ->
                report(accuracy, BlockText.of(accuracy, block), isSpoilt(accuracy), session);
            case TestVerdict.OfRepeats repeats ->
                report(repeats, BlockText.of(repeats, block), JUnitVerdicts.isUnmeasured(repeats), session);
            case TestVerdict.NotRun notRun -> report(notRun, session);
            case TextsVerdict ignored -> throw withoutQuestions();
            case TestVerdict.OfProtocol ignored -> throw withoutQuestions();
            case TestVerdict.OfLoadTest ignored -> throw withoutQuestions();
        }
    }

    /** A block is skipped if not all its answers are right, and UNMEASURED if one of its requests failed, or if an audit spoils all answers. */
    private static void report(TestVerdict test, BlockText block, boolean spoilt, GateSession session) {
        if (spoilt || block.notMeasured()) {
            JUnitVerdicts.unmeasured(session, test, block.text(), session.text(test));
        }
        if (!block.allRight()) {
            throw JUnitVerdicts.skippedWith(block.text());
        }
    }

    private static void report(TestVerdict.NotRun test, GateSession session) {
        JUnitVerdicts.unmeasured(session, test, test.headline(), session.text(test));
    }

    private static IllegalStateException withoutQuestions() {
        return new IllegalStateException("only an evalset has questions");
    }

    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @Order(3)
    @DisplayName("question")
    @ArgumentsSource(Questions.class)
    void question(Planned planned, Question question, GateSession session) {
        var test = JUnitVerdicts.verdict(session, planned);
        report(test, question, session);
    }

    private static void report(TestVerdict test, Question question, GateSession session) {
        switch (test) {
            case TestVerdict.OfAccuracy accuracy -> report(accuracy, question, session);
            case TestVerdict.OfRepeats repeats -> report(repeats, question, session);
            case TestVerdict.NotRun notRun -> report(notRun, session);
            case TextsVerdict ignored -> throw withoutQuestions();
            case TestVerdict.OfProtocol ignored -> throw withoutQuestions();
            case TestVerdict.OfLoadTest ignored -> throw withoutQuestions();
        }
    }

    /**
     * A wrong answer fails its JUnit test if the question is critical, or if it is the only question that was asked. Otherwise the limits decide, and the test is
     * skipped with its outcome. If all answers came but an audit makes them UNMEASURED, every question is reported as UNMEASURED, right or wrong.
     */
    private static void report(TestVerdict.OfAccuracy test, Question question, GateSession session) {
        var asked = test.scores().all().stream()
                .filter(each -> each.question().id().equals(question.id()))
                .findFirst();
        if (asked.isEmpty()) {
            throw JUnitVerdicts.skipped("not asked: the evalset is " + test.word() + " after "
                    + test.scores().all().size() + " questions");
        }
        var scored = asked.get();
        var said = scored.outcome() + ", " + scored.explanation();
        var line = said + "; the evalset " + (test.tolerated() ? "" : "is ") + test.word();
        if (isSpoilt(test) || scored.outcome().notMeasured()) {
            JUnitVerdicts.unmeasured(session, test, line, session.text(test));
        }
        if (scored.outcome() == Outcome.CORRECT) {
            return;
        }
        if (decides(question, test)) {
            throw JUnitVerdicts.failure("FAIL " + test.planned().name() + " " + question.id() + ": " + said);
        }
        throw JUnitVerdicts.skipped(line);
    }

    /** Returns whether all answers came, but an audit makes them UNMEASURED. */
    private static boolean isSpoilt(TestVerdict.OfAccuracy test) {
        return JUnitVerdicts.isUnmeasured(test) && test.scores().notMeasured().isEmpty();
    }

    /** Of several repeats the first sound one is reported, with the number of those in which the question was answered wrongly. */
    private static void report(TestVerdict.OfRepeats test, Question question, GateSession session) {
        var outcomes = test.scores().of(question.id());
        if (outcomes.isEmpty() || JUnitVerdicts.isUnmeasured(test)) {
            JUnitVerdicts.unmeasured(session, test, test.headline(), session.text(test));
        }
        var wrong = outcomes.stream()
                .filter(each -> each.outcome() != Outcome.CORRECT)
                .toList();
        if (wrong.isEmpty()) {
            return;
        }
        var count = "; wrong in " + wrong.size() + " of " + outcomes.size() + " repeats";
        if (decides(question, test)) {
            var first = wrong.getFirst();
            throw JUnitVerdicts.failure("FAIL " + test.planned().name() + " " + question.id() + ": " + first.outcome()
                    + ", " + first.explanation() + count);
        }
        var first = outcomes.getFirst();
        throw JUnitVerdicts.skipped(first.outcome() + ", " + first.explanation() + count + "; the evalset "
                + (test.tolerated() ? "" : "is ") + test.word());
    }

    /** Returns whether a wrong answer to the question fails the test whatever its limits say. */
    private static boolean decides(Question question, TestVerdict test) {
        return (question.critical() || test.planned().test().limits().isEmpty())
                && test.planned().test().enforced();
    }

    static final class Blocks implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return evalsets(context)
                    .flatMap(planned -> QuestionBlock.of(questions(planned)).stream()
                            .map(block -> Arguments.argumentSet(TestName.of(planned, block), planned, block)));
        }
    }

    /** All questions of a small evalset, and the critical ones of a large one. */
    static final class Questions implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return evalsets(context).flatMap(planned -> {
                var questions = questions(planned);
                var inBlocks = !QuestionBlock.of(questions).isEmpty();
                return questions.stream()
                        .filter(question -> !inBlocks || question.critical())
                        .map(question -> Arguments.argumentSet(TestName.of(planned, question), planned, question));
            });
        }
    }

    static final class Limits implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return evalsets(context)
                    .flatMap(planned -> planned.test().limits().stream()
                            .map(limit -> Arguments.argumentSet(TestName.of(planned, limit), planned, limit)));
        }
    }

    private static List<Question> questions(Planned planned) {
        return planned.test() instanceof TestSpec.Accuracy accuracy
                ? accuracy.evalset().questions()
                : List.of();
    }

    private static Stream<Planned> evalsets(ExtensionContext context) {
        return SessionExtension.session(context).stream()
                .flatMap(session -> session.announce(TestSpec.Accuracy.class).stream());
    }
}
