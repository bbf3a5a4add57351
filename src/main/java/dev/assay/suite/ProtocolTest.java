package dev.assay.suite;

import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.TestName;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.Protocol.Check;
import dev.assay.run.GateSession;
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

/** One JUnit test for each check of the protocol that an endpoint must pass before its figures count. */
@Tag("protocol")
@Order(15)
@DisplayName("protocol")
@ExtendWith(SessionExtension.class)
class ProtocolTest {
    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @DisplayName("check")
    @ArgumentsSource(AllChecks.class)
    void check(Planned planned, Check check, GateSession session) {
        var test = JUnitVerdicts.verdict(session, planned);
        if (!(test instanceof ProtocolVerdict protocol)) {
            JUnitVerdicts.unmeasured(session, test, test.headline(), session.text(test));
            return;
        }
        var checked = protocol.of(check);
        var first = planned.name() + " " + check + ": " + checked.text();
        switch (checked.result()) {
            case HOLDS -> {}
            case NOT_SHOWN -> throw JUnitVerdicts.skipped("not shown: " + checked.text());
            case UNMEASURED -> {
                var line = "UNMEASURED " + first;
                JUnitVerdicts.unmeasured(session, test, line, under(line, session.text(test)));
            }
            case BROKEN -> throw JUnitVerdicts.failure(under("FAIL " + first, session.text(test)));
        }
    }

    /** Replaces the first line, which is about the whole test, by that of a check. */
    private static String under(String line, String text) {
        return Stream.concat(Stream.of(line), text.lines().skip(1)).collect(Collectors.joining("\n"));
    }

    static final class AllChecks implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return SessionExtension.session(context, Protocol.class).stream()
                    .flatMap(session -> session.announce(Protocol.class).stream())
                    .flatMap(planned -> Stream.of(Check.values())
                            .map(check -> Arguments.argumentSet(TestName.of(planned, check), planned, check)));
        }
    }
}
