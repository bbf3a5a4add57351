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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.opentest4j.TestAbortedException;

/** One test for each question and one for each limit of each evalset. */
@Tag("accuracy")
@Order(20)
@DisplayName("accuracy")
@ExtendWith(SessionExtension.class)
class AccuracyTest {
    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @DisplayName("question")
    @ArgumentsSource(Questions.class)
    void question(Planned planned, Question question, Session session) {
        var row = session.verdict(planned);
        switch (row) {
            case RowVerdict.OfAccuracy accuracy -> report(accuracy, question, session);
            case RowVerdict.NotRun notRun -> Reported.as(notRun, notRun.headline());
            case RowVerdict.OfProtocol ignored -> throw new IllegalStateException("a protocol asks no questions");
            case RowVerdict.OfCell ignored -> throw new IllegalStateException("a cell asks no questions");
        }
    }

    /**
     * A wrong answer is a failure where the evalset as a whole fails or the question is critical; else it is told and skipped. So is every
     * answer, right or wrong, where all came and an audit says that they are worth nothing.
     */
    private static void report(RowVerdict.OfAccuracy row, Question question, Session session) {
        var scored = row.scores().all().stream()
                .filter(each -> each.question().id().equals(question.id()))
                .findFirst()
                .orElseThrow();
        var text = row.planned().name() + " " + question.id() + ": " + scored.outcome() + ", " + scored.explanation();
        var spoilt = row.verdict() instanceof Verdict.Unmeasured
                && row.scores().notMeasured().isEmpty();
        if (spoilt && row.limits().isEmpty()) {
            Reported.as(row, session.text(row));
        }
        if (scored.outcome() == Outcome.CORRECT && !spoilt) {
            return;
        }
        var enforced = row.planned().row().enforced();
        if (scored.outcome().notMeasured()) {
            throw enforced
                    ? Reported.unmeasured("UNMEASURED " + text)
                    : Reported.tolerated("would be UNMEASURED " + text);
        }
        if (enforced
                && !spoilt
                && (question.critical() || (row.verdict() instanceof Verdict.Fail && !row.tolerated()))) {
            throw Reported.failure("FAIL " + text);
        }
        throw new TestAbortedException(
                text + "; the evalset " + (row.tolerated() ? "" : "is ") + row.word() + ": " + limits(row));
    }

    private static String limits(RowVerdict row) {
        return row.limits().stream().map(LimitVerdict::sentence).collect(Collectors.joining("; "));
    }

    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @DisplayName("limit")
    @ArgumentsSource(Limits.class)
    void limit(Planned planned, Limit limit, Session session) {
        var row = session.verdict(planned);
        if (row.verdict() instanceof Verdict.Unmeasured unmeasured) {
            if (!limit.enforced()) {
                throw Reported.tolerated(unmeasured.would() + " " + planned.name() + " " + limit.figure() + ": "
                        + unmeasured.sentences());
            }
            Reported.as(row, session.text(row));
            return;
        }
        var verdict = verdict(row, limit);
        if (verdict.tolerated()) {
            throw Reported.tolerated(verdict.word() + " " + planned.name() + ": " + verdict.sentence());
        }
        Reported.as(verdict.verdict(), session.text(row));
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
                            .map(question ->
                                    Arguments.argumentSet(planned.name() + " " + question.id(), planned, question));
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
                            .map(limit ->
                                    Arguments.argumentSet(planned.name() + " " + limit.figure(), planned, limit)));
        }
    }

    private static Stream<Planned> evalsets(ExtensionContext context) {
        return SessionExtension.session(context).stream()
                .flatMap(session -> session.announce(Row.Accuracy.class).stream());
    }
}
