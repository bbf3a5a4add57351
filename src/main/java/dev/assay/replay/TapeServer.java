package dev.assay.replay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.assay.trace.Payload;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A WireMock server on the loopback interface that replays tapes. It answers a request whose id and body are on a tape at once with the bytes of the tape, and
 * any other request with an error that says why. Each test has its own base address.
 */
public final class TapeServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** More than the largest burst that is replayed, so that no request waits for a thread. */
    private static final int THREADS = 256;

    private final Map<String, Tape> tapes = new ConcurrentHashMap<>();
    private final WireMockServer server = new WireMockServer(settings().extensions(new FromTape()));

    /** Loads the code of WireMock and Jetty, and starts nothing. */
    public static void loadCode() {
        var unused = new WireMockServer(settings());
    }

    private static WireMockConfiguration settings() {
        return options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .containerThreads(THREADS)
                .jettyAcceptQueueSize(1024)
                .disableRequestJournal()
                .gzipDisabled(true);
    }

    /** Starts the server on a free port. */
    public TapeServer() {
        server.start();
    }

    /** Replays a tape from now on, and returns the base address of its test. */
    public URI play(Tape tape) {
        var header = tape.header();
        var path = "/" + encoded(header.deployment()) + "/" + encoded(header.test());
        tapes.put(path, tape);
        server.stubFor(get(urlPathEqualTo(path + "/v1/models")).willReturn(okJson(models(header.server()))));
        for (var route : List.of("/v1/completions", "/v1/chat/completions")) {
            server.stubFor(post(urlPathEqualTo(path + route))
                    .willReturn(aResponse().withTransformer(FromTape.NAME, "tape", path)));
        }
        return URI.create(server.baseUrl() + path);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private static String models(Map<String, String> facts) {
        var json = JSON.createObjectNode().put("object", "list");
        json.putArray("data")
                .addObject()
                .put("id", facts.getOrDefault("model", ""))
                .put("object", "model");
        return json.toString();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class FromTape implements ResponseDefinitionTransformerV2 {
        static final String NAME = "from-tape";

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            var request = event.getRequest();
            var tape = Objects.requireNonNull(
                    tapes.get(event.getTransformerParameters().getString("tape")));
            return answer(tape, request.getHeader("X-Request-Id"), Payload.of(request.getBody()));
        }

        private static ResponseDefinition answer(Tape tape, @Nullable String id, Payload body) {
            var trace = id == null ? null : tape.trace(id);
            if (trace == null || trace.head() == null) {
                return refusal("the recording holds no answer to request " + id);
            }
            if (!trace.requestSha256().equals(body.sha256())) {
                return refusal("request " + id + " is not the one that was recorded: its body differs");
            }
            return ResponseDefinitionBuilder.responseDefinition()
                    .withStatus(trace.head().status())
                    .withHeader("Content-Type", trace.head().headers().getOrDefault("content-type", ""))
                    .withBody(trace.body().toByteArray())
                    .build();
        }

        private static ResponseDefinition refusal(String why) {
            var json = JSON.createObjectNode();
            json.putObject("error").put("message", why);
            return ResponseDefinitionBuilder.responseDefinition()
                    .withStatus(409)
                    .withHeader("Content-Type", "application/json")
                    .withBody(json.toString())
                    .build();
        }
    }
}
