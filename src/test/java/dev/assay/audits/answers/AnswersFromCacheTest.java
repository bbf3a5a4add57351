package dev.assay.audits.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The headers are those of RFC 9111, Varnish and Squid, nginx's sample, Cloudflare and OpenRouter, as their documents have them. */
class AnswersFromCacheTest {
    private static Trace answer(String id, String header, String value) {
        var trace = Traces.whole(id, 0, 50, 10, 4);
        return new Trace(
                trace.id(),
                trace.warmup(),
                trace.requestSha256(),
                trace.scheduled(),
                trace.sent(),
                trace.resends(),
                new ResponseHead(200, Map.of("content-type", "text/event-stream", header, value), 1),
                trace.reads(),
                trace.body(),
                trace.ended(),
                trace.ending());
    }

    @ParameterizedTest
    @CsvSource({
        "age, 35",
        "age, 0",
        "x-cache, HIT from proxy",
        "x-cache-status, HIT",
        "cf-cache-status, HIT",
        "x-openrouter-cache-status, hit",
        "x-cache, 'TCP_MEM_HIT from a, b'"
    })
    void findsKeptAnswers(String header, String value) {
        assertThat(AnswersFromCache.of(Plans.recording(
                        List.of(answer("c4-001", "server", "uvicorn"), answer("c4-002", header, value)))))
                .contains(new Finding(
                        "answers from a cache",
                        Severity.INVALID,
                        "1 of 2 answers come from a cache before the server, first c4-002: switch off that cache, or ask"
                                + " the server itself"));
    }

    @ParameterizedTest
    @CsvSource({
        "x-cache, MISS from proxy",
        "cf-cache-status, DYNAMIC",
        "cache-control, no-cache",
        "x-cache-hits, 0",
        "age, unknown",
        "x-white, HIT"
    })
    void findsNothingInOtherHeaders(String header, String value) {
        assertThat(AnswersFromCache.of(Plans.recording(List.of(answer("c4-001", header, value)))))
                .isEmpty();
    }

    @Test
    void findsNothingWithoutHeaders() {
        assertThat(AnswersFromCache.of(Plans.recording(List.of(Traces.whole("c4-002", 0, 50, 10, 4)))))
                .isEmpty();
    }
}
