package dev.assay.suite;

import dev.assay.accuracy.Outcome;
import dev.assay.gate.LimitVerdict;
import dev.assay.gate.RowVerdict;
import dev.assay.gate.Verdict;
import dev.assay.spec.Limit;
import dev.assay.spec.Plan.Planned;
import dev.assay.spec.Protocol;
import dev.assay.spec.Question;
import dev.assay.spec.Row;
import dev.assay.spec.TestName;
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
    void limit(Planned planned, Limit limit, Session session) {
        var row = Reported.verdict(session, planned);
        if (row.verdict() instanceof Verdict.Unmeasured unmeasured) {
            if (!limit.enforced()) {
                throw Reported.skipped(unmeasured.would() + " " + planned.name() + " " + limit.figure() + ": "
                        + unmeasured.sentences());
            }
            Reported.unmeasured(session, row, row.headline(), session.text(row));
            return;
        }
        var verdict = verdict(row, limit);
        if (verdict.tolerated()) {
            throw Reported.skipped(row.headline(verdict));
        }
        Reported.as(verdict.verdict(), session.text(row, verdict));
    }

    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @Order(2)
    @DisplayName("question")
    @ArgumentsSource(Questions.class)
    void question(Planned planned, Question question, Session session) {
        var row = Reported.verdict(session, planned);
        switch (row) {
            case RowVerdict.OfAccuracy accuracy -> report(accuracy, question, session);
            case RowVerdict.NotRun notRun ->
                Reported.unmeasured(session, notRun, notRun.headline(), session.text(notRun));
            case RowVerdict.OfProtocol ignored -> throw new IllegalStateException("a protocol asks no questions");
            case RowVerdict.OfCell ignored -> throw new IllegalStateException("a cell asks no questions");
        }
    }

    /**
     * A wrong answer is a failure where the question is critical, or was picked and stands for itself; else the limits decide, and it is
     * told and skipped. So is every answer, right or wrong, where all came and an audit says that they are worth nothing.
     */
    private static void report(RowVerdict.OfAccuracy row, Question question, Session session) {
        var scored = row.scores().all().stream()
                .filter(each -> each.question().id().equals(question.id()))
                .findFirst()
                .orElseThrow();
        var said = scored.outcome() + ", " + scored.explanation();
        var line = said + "; the evalset " + (row.tolerated() ? "" : "is ") + row.word();
        var spoilt = row.verdict() instanceof Verdict.Unmeasured
                && row.scores().notMeasured().isEmpty();
        if (spoilt || scored.outcome().notMeasured()) {
            Reported.unmeasured(session, row, line, session.text(row));
        }
        if (scored.outcome() == Outcome.CORRECT) {
            return;
        }
        var decides = question.critical() || row.limits().isEmpty();
        if (decides && row.planned().row().enforced()) {
            throw Reported.failure("FAIL " + row.planned().name() + " " + question.id() + ": " + said);
        }
        throw Reported.skipped(line);
    }

    private static LimitVerdict verdict(RowVerdict row, Limit limit) {
        return row.limits().stream()
                .filter(each -> each.limit().equals(limit))
                .findFirst()
                .orElseThrow();
    }

    static final class Questions implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return evalsets(context).flatMap(planned -> switch (planned.row()) {
                case Row.Accuracy accuracy ->
                    accuracy.evalset().questions().stream()
                            .map(question -> Arguments.argumentSet(TestName.of(planned, question), planned, question));
                case Protocol ignored -> Stream.of();
                case Row.Cell ignored -> Stream.of();
            });
        }
    }

    static final class Limits implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return evalsets(context)
                    .flatMap(planned -> planned.row().limits().stream()
                            .map(limit -> Arguments.argumentSet(TestName.of(planned, limit), planned, limit)));
        }
    }

    private static Stream<Planned> evalsets(ExtensionContext context) {
        return SessionExtension.session(context).stream()
                .flatMap(session -> session.announce(Row.Accuracy.class).stream());
    }
}
