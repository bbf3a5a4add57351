package dev.assay.suite;

import dev.assay.spec.Plan.Planned;
import dev.assay.spec.Row;
import dev.assay.spec.TestName;
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

/** One test for each load cell. */
@Tag("load")
@Order(30)
@DisplayName("load")
@ExtendWith(SessionExtension.class)
class LoadTest {
    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @DisplayName("cell")
    @ArgumentsSource(Cells.class)
    void cell(Planned planned, Session session) {
        var row = session.verdict(planned);
        Reported.as(row, session.text(row));
    }

    static final class Cells implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return SessionExtension.session(context).stream()
                    .flatMap(session -> session.announce(Row.Cell.class).stream()
                            .map(planned -> Arguments.argumentSet(name(planned, session), planned)));
        }

        private static String name(Planned planned, Session session) {
            return session.options().modelled() == null ? TestName.of(planned) : TestName.modelled(planned);
        }
    }
}
