package dev.assay.suite;

import dev.assay.gate.RowVerdict;
import dev.assay.spec.Plan.Planned;
import dev.assay.spec.Protocol;
import dev.assay.spec.Protocol.Check;
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
        var row = session.verdict(planned);
        if (!(row instanceof RowVerdict.OfProtocol protocol)) {
            Reported.as(row, session.text(row));
            return;
        }
        var checked = protocol.of(check);
        var first = planned.name() + " " + check + ": " + checked.text();
        var rest = session.text(row).lines().skip(1);
        switch (checked.result()) {
            case HOLDS -> {}
            case NOT_SHOWN -> throw Reported.tolerated("not shown: " + checked.text());
            case UNMEASURED ->
                throw Reported.unmeasured(String.join(
                        "\n",
                        Stream.concat(Stream.of("UNMEASURED " + first), rest).toList()));
            case BROKEN ->
                throw Reported.failure(String.join(
                        "\n", Stream.concat(Stream.of("FAIL " + first), rest).toList()));
        }
    }

    static final class AllChecks implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return SessionExtension.session(context).stream()
                    .flatMap(session -> session.announce(Protocol.class).stream())
                    .flatMap(planned -> Stream.of(Check.values())
                            .map(check -> Arguments.argumentSet(planned.name() + " " + check, planned, check)));
        }
    }
}
