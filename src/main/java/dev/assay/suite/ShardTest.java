package dev.assay.suite;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.run.ShardSession.Outcome;
import dev.assay.run.StartupResult;
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

/**
 * If this process is one of several shards: one JUnit test for each planned test, in the order in which the gate judges kinds. It is skipped, because a part has no
 * verdict, or red if something was not recorded.
 */
@Order(35)
@DisplayName("shard")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SessionExtension.class)
class ShardTest {
    @Tag("protocol")
    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @Order(1)
    @DisplayName("part of a protocol test")
    @ArgumentsSource(ProtocolParts.class)
    void protocol(Planned planned, StartupResult opened) {
        measure(planned, opened);
    }

    @Tag("accuracy")
    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @Order(2)
    @DisplayName("part of an evalset")
    @ArgumentsSource(AccuracyParts.class)
    void accuracy(Planned planned, StartupResult opened) {
        measure(planned, opened);
    }

    @Tag("accuracy")
    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @Order(3)
    @DisplayName("part of log-probabilities")
    @ArgumentsSource(TextParts.class)
    void logProbabilities(Planned planned, StartupResult opened) {
        measure(planned, opened);
    }

    @Tag("load")
    @ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
    @Order(4)
    @DisplayName("part of a load test")
    @ArgumentsSource(LoadParts.class)
    void load(Planned planned, StartupResult opened) {
        measure(planned, opened);
    }

    /** JUnit closes arguments that can be closed, so the session is none. */
    private static void measure(Planned planned, StartupResult opened) {
        if (!(opened instanceof StartupResult.PartMeasured part)) {
            throw new IllegalStateException("no part is measured, so there is no test of one");
        }
        switch (part.session().measure(planned)) {
            case Outcome.Measured measured -> throw JUnitVerdicts.skipped(measured.line());
            case Outcome.NotMeasured not -> throw JUnitVerdicts.unmeasured(not.line());
        }
    }

    abstract static class Parts implements ArgumentsProvider {
        private final Class<? extends TestSpec> kind;

        Parts(Class<? extends TestSpec> kind) {
            this.kind = kind;
        }

        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return SessionExtension.opened(context) instanceof StartupResult.PartMeasured part
                    ? part.session().tests(kind).stream().map(planned -> Arguments.argumentSet(planned.name(), planned))
                    : Stream.of();
        }
    }

    static final class ProtocolParts extends Parts {
        ProtocolParts() {
            super(Protocol.class);
        }
    }

    static final class AccuracyParts extends Parts {
        AccuracyParts() {
            super(TestSpec.Accuracy.class);
        }
    }

    static final class TextParts extends Parts {
        TextParts() {
            super(LogProbabilities.class);
        }
    }

    static final class LoadParts extends Parts {
        LoadParts() {
            super(TestSpec.LoadTest.class);
        }
    }
}
