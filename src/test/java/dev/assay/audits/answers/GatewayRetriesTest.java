package dev.assay.audits.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.Plan.Planned;
import dev.assay.testing.LoadTests;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The headers were recorded from LiteLLM 1.108.7 in front of a server that answered 503 twice. */
class GatewayRetriesTest {
    private static final Planned CELL = LoadTests.loadTest("c4");

    private static Trace answer(String id, String retries, String fallbacks) {
        var trace = Traces.whole(id, 0, 50, 10, 4);
        var headers = Map.of(
                "content-type", "text/event-stream",
                "x-litellm-attempted-retries", retries,
                "x-litellm-attempted-fallbacks", fallbacks);
        return new Trace(
                trace.id(),
                trace.warmup(),
                trace.requestSha256(),
                trace.scheduled(),
                trace.sent(),
                trace.resends(),
                new ResponseHead(200, headers, 1),
                trace.reads(),
                trace.body(),
                trace.ended(),
                trace.ending());
    }

    private static Optional<Finding> of(Trace... answers) {
        return GatewayRetries.of(CELL.test(), Plans.recording(List.of(answers)));
    }

    @Test
    void findsRetriesOfTheGateway() {
        assertThat(of(answer("c4-001", "0", "0"), answer("c4-002", "2", "0"), answer("c4-003", "1", "0")))
                .contains(new Finding(
                        "gateway's tries",
                        Severity.INVALID,
                        "2 of 3 answers came after 3 failed attempts of the gateway, first c4-002: these"
                                + " failures are not counted, and their time is part of ttft"));
    }

    @Test
    void findsAnswersOfAFallbackModel() {
        assertThat(of(answer("c4-001", "0", "1"), answer("c4-002", "0", "0")))
                .contains(new Finding(
                        "gateway's tries",
                        Severity.INVALID,
                        "1 of 2 answers come from a fallback model, first c4-001"));
    }

    @Test
    void findsNothingWithoutRetriesOrHeaders() {
        assertThat(of(answer("c4-001", "0", "0"), Traces.whole("c4-002", 0, 50, 10, 4)))
                .isEmpty();
    }

    /** The time of an answer to a question does not count, but the model that gave it does. */
    @Test
    void notesRetriesOfQuestionsAndFindsTheirFallbacks() {
        var evalset = Plans.accuracy(1);

        assertThat(GatewayRetries.of(evalset, Plans.recording(List.of(answer("q-1", "2", "0"))))
                        .orElseThrow()
                        .severity())
                .isEqualTo(Severity.NOTE);
        assertThat(GatewayRetries.of(evalset, Plans.recording(List.of(answer("q-1", "2", "1"))))
                        .orElseThrow())
                .isEqualTo(new Finding(
                        "gateway's tries",
                        Severity.INVALID,
                        "1 of 1 answers came after 2 failed attempts of the gateway, first q-1: these failures are not"
                                + " counted, and their time is part of ttft; 1 of 1 answers come from a fallback model,"
                                + " first q-1"));
    }
}
