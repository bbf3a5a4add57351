package dev.assay.run.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.recording.Provenance;
import dev.assay.recording.SideRecords;
import dev.assay.server.Endpoint;
import dev.assay.server.engines.Engines;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtocolRequestsTest {
    private static ProtocolRequests requests(boolean evalsets, boolean texts) {
        var endpoint = new Endpoint(
                URI.create("http://127.0.0.1:8000"),
                "m",
                Provenance.MEASURED,
                Instant.EPOCH,
                7,
                Map.of(),
                null,
                SideRecords.NONE,
                trace -> trace);
        return new ProtocolRequests(
                Protocol.of(false, evalsets, texts, Location.commandLine()), Engines.named("vllm"), endpoint, () -> {
                    throw new AssertionError("without load tests there may be no tokenizer");
                });
    }

    private static List<String> said(boolean evalsets, boolean texts) {
        return requests(evalsets, texts).all().stream()
                .map(request -> request.id() + " " + request.uri().getPath())
                .toList();
    }

    /** A base model has no chat template, so nothing is asked by chat that the deployment's tests do not ask so. */
    @Test
    void aDeploymentWithOnlyTextsIsProbedByCompletionsOfAText() {
        assertThat(said(false, true))
                .containsExactly(
                        "protocol-text /v1/completions",
                        "protocol-no-such-model /v1/completions",
                        "protocol-too-long /v1/completions");
        assertThat(requests(false, true).all().getFirst().body().text()).isEqualTo("""
                        {"model":"m","max_tokens":16,"temperature":0,"repetition_penalty":1,"stream":true,\
                        "stream_options":{"include_usage":true},"prompt":"Count from one to one thousand, in digits.",\
                        "add_special_tokens":false,"min_tokens":16,"ignore_eos":true}""");
        assertThat(requests(false, true).toCancel().uri().getPath()).isEqualTo("/v1/completions");
    }

    @Test
    void besideAnEvalsetTextsAddACompletion() {
        assertThat(said(true, true))
                .containsExactly(
                        "protocol-text /v1/completions",
                        "protocol-chat /v1/chat/completions",
                        "protocol-no-such-model /v1/chat/completions",
                        "protocol-too-long /v1/chat/completions");
        assertThat(said(true, false))
                .containsExactly(
                        "protocol-chat /v1/chat/completions",
                        "protocol-no-such-model /v1/chat/completions",
                        "protocol-too-long /v1/chat/completions");
    }
}
