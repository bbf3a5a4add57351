package dev.assay.suite;

import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.TestName;
import dev.assay.plan.testspecs.Limit;
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

/** One JUnit test for each load test, and then one for each further limit on the same figure. */
@Tag("load")
@Order(30)
@DisplayName("load")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SessionExtension.class)
class LoadTest {
    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @Order(1)
    @DisplayName("load test")
    @ArgumentsSource(LoadTests.class)
    void loadTest(Planned planned, GateSession session) {
        var test = JUnitVerdicts.verdict(session, planned);
        JUnitVerdicts.as(test, session.text(test));
    }

    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @Order(2)
    @DisplayName("limit")
    @ArgumentsSource(Added.class)
    void limit(Planned planned, Limit limit, GateSession session) {
        var test = JUnitVerdicts.verdict(session, planned);
        var verdict = test.limits().stream()
                .filter(each -> each.limit().named().equals(limit.named()))
                .findFirst();
        // The JUnit test of the load test itself says why it was not measured.
        if (verdict.isEmpty() || (session.modelled() && verdict.get().verdict() instanceof Verdict.Pass)) {
            throw JUnitVerdicts.skipped(test.headline());
        }
        if (verdict.get().tolerated()) {
            throw JUnitVerdicts.skipped(test.headline(verdict.get()));
        }
        JUnitVerdicts.as(verdict.get().verdict(), session.text(test, verdict.get()));
    }

    static final class Added implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return SessionExtension.session(context, TestSpec.LoadTest.class).stream()
                    .flatMap(session -> session.announce(TestSpec.LoadTest.class).stream()
                            .flatMap(planned -> planned.test().limits().stream()
                                    .filter(Limit::added)
                                    .map(limit ->
                                            Arguments.argumentSet(name(planned, limit, session), planned, limit))));
        }

        private static String name(Planned planned, Limit limit, GateSession session) {
            return session.modelled() ? TestName.modelled(planned, limit) : TestName.of(planned, limit);
        }
    }

    static final class LoadTests implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return SessionExtension.session(context, TestSpec.LoadTest.class).stream()
                    .flatMap(session -> session.announce(TestSpec.LoadTest.class).stream()
                            .map(planned -> Arguments.argumentSet(name(planned, session), planned)));
        }

        private static String name(Planned planned, GateSession session) {
            return session.modelled() ? TestName.modelled(planned) : TestName.of(planned);
        }
    }
}
