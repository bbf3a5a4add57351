package dev.assay.suite;

import dev.assay.report.summary.ImportedResults;
import dev.assay.run.StartupResult;
import dev.assay.tools.results.ImportedResult;
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

/** One JUnit test for each result of another tool: skipped, because nothing is judged, or red if its figures cannot be believed. */
@Tag("accuracy")
@Tag("load")
@Order(40)
@DisplayName("import")
@ExtendWith(SessionExtension.class)
class ImportTest {
    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @DisplayName("result")
    @ArgumentsSource(Results.class)
    void result(ImportedResult imported) {
        var text = ImportedResults.text(imported);
        if (imported.unmeasured().isPresent()) {
            throw JUnitVerdicts.unmeasured(text);
        }
        throw JUnitVerdicts.skipped(text);
    }

    static final class Results implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return SessionExtension.opened(context) instanceof StartupResult.Imported imported
                    ? imported.results().results().all().stream().map(each -> Arguments.argumentSet(each.name(), each))
                    : Stream.of();
        }
    }
}
