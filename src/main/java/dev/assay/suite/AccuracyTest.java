package dev.assay.suite;

import dev.assay.accuracy.Outcome;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.TestName;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.run.GateSession;
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

/** One test for each limit of each evalset, and then one for each question. */
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
            case TestVerdict.NotRun notRun ->
                JUnitVerdicts.unmeasured(session, notRun, notRun.headline(), session.text(notRun));
            case TextsVerdict ignored -> throw new IllegalStateException("texts have no questions");
            case TestVerdict.OfProtocol ignored -> throw new IllegalStateException("a protocol test has no questions");
            case TestVerdict.OfLoadTest ignored -> throw new IllegalStateException("a load test has no questions");
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
        var unmeasured =
                JUnitVerdicts.isUnmeasured(test) && test.scores().notMeasured().isEmpty();
        if (unmeasured || scored.outcome().notMeasured()) {
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

    static final class Questions implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return evalsets(context).flatMap(planned -> switch (planned.test()) {
                case TestSpec.Accuracy accuracy ->
                    accuracy.evalset().questions().stream()
                            .map(question -> Arguments.argumentSet(TestName.of(planned, question), planned, question));
                case Protocol ignored -> Stream.of();
                case LogProbabilities ignored -> Stream.of();
                case TestSpec.LoadTest ignored -> Stream.of();
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

    private static Stream<Planned> evalsets(ExtensionContext context) {
        return SessionExtension.session(context).stream()
                .flatMap(session -> session.announce(TestSpec.Accuracy.class).stream());
    }
}
