package dev.assay.suite;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.QuestionBlock;
import dev.assay.plan.TestName;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.report.against.ShownQuestions;
import dev.assay.run.GateSession;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * One test for each limit of each evalset, and then one for each question; of a large evalset one for each block of questions, for each critical one, and for
 * each that flipped.
 */
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
        QuestionReports.of(planned, session).report(block);
    }

    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @Order(3)
    @DisplayName("question")
    @ArgumentsSource(Questions.class)
    void question(Planned planned, Question question, GateSession session, TestReporter reporter) {
        QuestionReports.of(planned, session).report(question, reporter);
    }

    /** Where more questions flipped than have a test, one test has their number. */
    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @Order(4)
    @DisplayName("more flips")
    @ArgumentsSource(MoreFlips.class)
    void moreFlips(String text) {
        throw JUnitVerdicts.skipped(text);
    }

    static final class Blocks implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return evalsets(context)
                    .flatMap(planned -> blocks(planned).stream()
                            .map(block -> Arguments.argumentSet(TestName.of(planned, block), planned, block)));
        }
    }

    /** All questions of a small evalset; of a large one the critical questions and those that flipped. */
    static final class Questions implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return SessionExtension.session(context, TestSpec.Accuracy.class).stream()
                    .flatMap(session -> evalsets(session)
                            .flatMap(planned -> alone(planned, session).stream()
                                    .map(question ->
                                            Arguments.argumentSet(TestName.of(planned, question), planned, question))));
        }

        private static List<Question> alone(Planned planned, GateSession session) {
            return inBlocks(planned)
                    ? ShownQuestions.of(questions(planned), session.flips(planned))
                            .questions()
                    : questions(planned);
        }
    }

    static final class MoreFlips implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return SessionExtension.session(context, TestSpec.Accuracy.class).stream()
                    .flatMap(session -> evalsets(session)
                            .filter(AccuracyTest::inBlocks)
                            .flatMap(planned ->
                                    ShownQuestions.of(questions(planned), session.flips(planned)).more().stream()
                                            .map(text -> Arguments.argumentSet(TestName.ofMoreFlips(planned), text))));
        }
    }

    private static boolean inBlocks(Planned planned) {
        return !blocks(planned).isEmpty();
    }

    static final class Limits implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return evalsets(context)
                    .flatMap(planned -> planned.test().limits().stream()
                            .map(limit -> Arguments.argumentSet(TestName.of(planned, limit), planned, limit)));
        }
    }

    private static List<QuestionBlock> blocks(Planned planned) {
        return planned.test() instanceof TestSpec.Accuracy accuracy ? QuestionBlock.of(accuracy.evalset()) : List.of();
    }

    private static List<Question> questions(Planned planned) {
        return planned.test() instanceof TestSpec.Accuracy accuracy
                ? accuracy.evalset().questions()
                : List.of();
    }

    private static Stream<Planned> evalsets(ExtensionContext context) {
        return SessionExtension.session(context, TestSpec.Accuracy.class).stream()
                .flatMap(AccuracyTest::evalsets);
    }

    private static Stream<Planned> evalsets(GateSession session) {
        return session.announce(TestSpec.Accuracy.class).stream();
    }
}
