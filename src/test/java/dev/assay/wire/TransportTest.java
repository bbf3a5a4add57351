package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Client;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.Streams;
import dev.assay.trace.Ending;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, and what is written down of it. */
class TransportTest {
    private static final String WHOLE = Streams.OUTPUT + Streams.FINISH + Streams.USAGE + Streams.DONE;

    private final Client client = new Client(Client.PATIENT);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void sendsTheBytesOfTheRequestWithItsIdOverPlainHttp11() {
        try (var server = ScriptedEndpoint.of(Script.stream(WHOLE))) {
            client.post(server.base(), "c4-017", "{\"prompt\": \"é\\n\"}");

            var seen = server.awaitRequest();
            assertThat(seen.line()).isEqualTo("POST /v1/completions HTTP/1.1");
            assertThat(seen.body()).isEqualTo("{\"prompt\": \"é\\n\"}");
            // No Upgrade and no HTTP2-Settings: a server behind uvicorn would lose the body.
            assertThat(seen.headers()).isEqualTo(Map.of(
                    "content-length", "18",
                    "content-type", "application/json",
                    "host", server.base().getAuthority(),
                    "user-agent", "Java-http-client/" + System.getProperty("java.version"),
                    "x-request-id", "c4-017"));
        }
    }

    @Test
    void stampsEachReadOfAWholeStreamOnce() {
        try (var server = ScriptedEndpoint.of(
                Script.stream(Streams.OUTPUT, Streams.FINISH, Streams.USAGE, Streams.DONE))) {
            var trace = client.post(server.base());

            assertThat(trace.ending()).isEqualTo(new Ending.Complete());
            assertThat(trace.resends()).isZero();
            assertThat(trace.body().text()).isEqualTo(WHOLE);
        }
    }
}
