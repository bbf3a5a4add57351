package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.deployments.Deadlines;
import dev.assay.server.Target.Readiness.NotReady;
import dev.assay.server.engines.Engines;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheResetTest {
    private static Optional<NotReady> reset(ScriptedEndpoint... servers) {
        var bases = List.of(servers).stream().map(ScriptedEndpoint::base).toList();
        try (var transport = new Transport(Ticker.start(), Deadlines.DEFAULT)) {
            return new CacheReset(Engines.named("vllm").cacheReset().orElseThrow()).at(bases, transport);
        }
    }

    @Test
    void postsToEveryServer() {
        try (var one = ScriptedEndpoint.of(Script.json(200, "{\"success\": true}"));
                var other = ScriptedEndpoint.of(Script.document(200, "text/plain", ""))) {
            assertThat(reset(one, other)).isEmpty();
            assertThat(one.requests()).extracting(Seen::line).containsExactly("POST /reset_prefix_cache HTTP/1.1");
            assertThat(other.requests()).hasSize(1);
        }
    }

    @Test
    void saysHowToStartVllmWithTheRoute() {
        try (var server = ScriptedEndpoint.of(Script.json(404, "{\"detail\":\"Not Found\"}"))) {
            assertThat(reset(server))
                    .contains(new NotReady(
                            "its prefix cache could not be emptied: " + server.base()
                                    + "/reset_prefix_cache answers 404",
                            "Start the server with VLLM_SERVER_DEV_MODE=1, which gives it this route, or take"
                                    + " `prefix-cache: reset` out of the load test."));
        }
    }

    @Test
    void doesNotTakeARefusalForAReset() {
        try (var server = ScriptedEndpoint.of(Script.json(200, "{\"success\": false}"))) {
            assertThat(reset(server))
                    .contains(new NotReady(
                            "its prefix cache could not be emptied: " + server.base()
                                    + "/reset_prefix_cache answers 200 {\"success\": false}",
                            "Make sure that nobody else uses the server during the run, or take"
                                    + " `prefix-cache: reset` out of the load test."));
        }
    }

    @Test
    void saysThatTheServerDoesNotAnswer() {
        try (var server = ScriptedEndpoint.of(Script.silence().hangUp())) {
            assertThat(reset(server))
                    .hasValueSatisfying(no -> assertThat(no.reason())
                            .startsWith("its prefix cache could not be emptied: " + server.base()
                                    + "/reset_prefix_cache does not answer: "));
        }
    }
}
