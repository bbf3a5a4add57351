package dev.assay.suite;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.TestName;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.run.GateSession;
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

/** One test for each limit of each log-probabilities test. It is in the group of accuracy, since both say how well a model answers. */
@Tag("accuracy")
@Order(25)
@DisplayName("log-probabilities")
@ExtendWith(SessionExtension.class)
class LogProbabilitiesTest {
    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @DisplayName("limit")
    @ArgumentsSource(Limits.class)
    void limit(Planned planned, Limit limit, GateSession session) {
        JUnitVerdicts.limit(session, planned, limit);
    }

    static final class Limits implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return SessionExtension.session(context, LogProbabilities.class).stream()
                    .flatMap(session -> session.announce(LogProbabilities.class).stream())
                    .flatMap(planned -> planned.test().limits().stream()
                            .map(limit -> Arguments.argumentSet(TestName.of(planned, limit), planned, limit)));
        }
    }
}
