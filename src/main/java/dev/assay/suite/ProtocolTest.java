package dev.assay.suite;

import dev.assay.gate.RowVerdict;
import dev.assay.spec.Plan.Planned;
import dev.assay.spec.Protocol;
import dev.assay.spec.Protocol.Check;
import dev.assay.spec.TestName;
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

/** One test for each thing that an endpoint must do on the wire before any number counts. */
@Tag("protocol")
@Order(15)
@DisplayName("protocol")
@ExtendWith(SessionExtension.class)
class ProtocolTest {
    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @DisplayName("check")
    @ArgumentsSource(AllChecks.class)
    void check(Planned planned, Check check, Session session) {
        var row = Reported.verdict(session, planned);
        if (!(row instanceof RowVerdict.OfProtocol protocol)) {
            Reported.unmeasured(session, row, row.headline(), session.text(row));
            return;
        }
        var checked = protocol.of(check);
        var first = planned.name() + " " + check + ": " + checked.text();
        switch (checked.result()) {
            case HOLDS -> {}
            case NOT_SHOWN -> throw Reported.skipped("not shown: " + checked.text());
            case UNMEASURED -> {
                var line = "UNMEASURED " + first;
                Reported.unmeasured(session, row, line, under(line, session.text(row)));
            }
            case BROKEN -> throw Reported.failure(under("FAIL " + first, session.text(row)));
        }
    }

    /** A check's own line in the place of the row's. */
    private static String under(String line, String text) {
        return Stream.concat(Stream.of(line), text.lines().skip(1)).collect(Collectors.joining("\n"));
    }

    static final class AllChecks implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return SessionExtension.session(context).stream()
                    .flatMap(session -> session.announce(Protocol.class).stream())
                    .flatMap(planned -> Stream.of(Check.values())
                            .map(check -> Arguments.argumentSet(TestName.of(planned, check), planned, check)));
        }
    }
}
