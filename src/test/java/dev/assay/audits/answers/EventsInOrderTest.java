package dev.assay.audits.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.testing.LoadTests;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventsInOrderTest {
    private static final TestSpec LOAD_TEST = LoadTests.loadTest("c4").test();

    private static Optional<Finding> of(Trace trace) {
        return EventsInOrder.of(LOAD_TEST, Plans.recording(List.of(trace)));
    }

    private static Finding invalid(String text) {
        return new Finding("events in order", Severity.INVALID, text);
    }

    @Test
    void findsTheLastEventBeforeTheFirst() {
        assertThat(of(Traces.trace("c4-001")
                        .last(1, " bbb", "length")
                        .text(2, " aaa")
                        .usage(4, 2)
                        .done()
                        .build()))
                .contains(invalid(
                        "c4-001: output came after the finish reason, so events came twice or in another order"));
    }

    @Test
    void findsEventsThatCameTwice() {
        assertThat(of(Traces.trace("c4-001")
                        .text(1, " aaa")
                        .text(2, " aaa")
                        .last(3, " bbb", "length")
                        .usage(4, 2)
                        .done()
                        .build()))
                .contains(invalid(
                        "c4-001: 3 events of output, and 2 tokens by the server's count, so events came twice"));
    }

    @Test
    void findsNothingInAnAnswerAsItShouldBe() {
        assertThat(of(Traces.trace("c4-001")
                        .text(1, " aaa bbb")
                        .last(2, " ccc", "length")
                        .usage(4, 3)
                        .done()
                        .build()))
                .isEmpty();
        assertThat(of(Traces.whole("c4-001", 0, 50, 10, 4))).isEmpty();
    }
}
