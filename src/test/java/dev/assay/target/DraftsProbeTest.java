package dev.assay.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.spec.Deadlines;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import org.junit.jupiter.api.Test;

class DraftsProbeTest {
    /** As vLLM 0.32.0 writes it with n-gram speculation; without, it has none of these lines. */
    private static final String SPECULATING = """
            # HELP vllm:spec_decode_num_drafts_total Number of spec decoding drafts.
            # TYPE vllm:spec_decode_num_drafts_total counter
            vllm:spec_decode_num_drafts_total{engine="0",model_name="smollm2-135m"} 0.0
            """;

    private static boolean counts(Script metrics) {
        try (var server = ScriptedEndpoint.of(metrics);
                var transport = new Transport(Ticker.start(), Deadlines.DEFAULT)) {
            var drafts = Engines.named("vllm").drafts().orElseThrow();
            var counts = DraftsProbe.counts(transport, server.base(), drafts);
            assertThat(server.requests())
                    .extracting(ScriptedEndpoint.Seen::path)
                    .containsOnly("/metrics");
            return counts;
        }
    }

    @Test
    void seesTheCountEvenBeforeTheFirstDraft() {
        assertThat(counts(Script.document(200, "text/plain", SPECULATING))).isTrue();
    }

    @Test
    void seesNoneWhereThereIsNoneOrNothingCanBeRead() {
        assertThat(counts(Script.document(200, "text/plain", "vllm:num_requests_running{engine=\"0\"} 0.0\n")))
                .isFalse();
        assertThat(counts(Script.json(404, "{\"detail\":\"Not Found\"}"))).isFalse();
        assertThat(counts(Script.silence().hangUp())).isFalse();
    }

    @Test
    void asksOnlyEnginesThatAreKnownToCountThem() {
        assertThat(Engines.named("sglang").drafts()).isEmpty();
    }
}
