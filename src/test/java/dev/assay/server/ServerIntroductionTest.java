package dev.assay.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.assay.input.InputException;
import dev.assay.server.ServerIntroduction.Model;
import dev.assay.wire.RequestHeaders;
import dev.assay.wire.secrets.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerIntroductionTest {
    private HttpServer server;
    private URI base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(String route, int status, String body) {
        server.createContext(route, exchange -> {
            var allowed = status != 401
                    || "Bearer k".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(allowed && status == 401 ? 200 : status, 0);
            try (var out = exchange.getResponseBody()) {
                out.write(body.getBytes(UTF_8));
            }
        });
    }

    @Test
    void tellsModelsWithTheirEngineVersionCheckpointAndContext() {
        serve("/v1/models", 200, """
                {"data": [{"id": "small", "owned_by": "vllm", "root": "/models/small-fp8", "max_model_len": 4096},
                          {"id": "adapter", "owned_by": "vllm", "root": "/models/lora"}]}""");
        serve("/version", 200, "{\"version\": \"0.32.0\"}");

        assertThat(ServerIntroduction.of(base, RequestHeaders.NONE).models())
                .containsExactly(
                        new Model(
                                "small",
                                "vllm",
                                Optional.of("0.32.0"),
                                Optional.of("/models/small-fp8"),
                                Optional.of(4096)),
                        new Model(
                                "adapter",
                                "vllm",
                                Optional.of("0.32.0"),
                                Optional.of("/models/lora"),
                                Optional.empty()));
    }

    @Test
    void takesAnUnknownEngineForAnyOpenAiCompatibleOne() {
        serve("/v1/models", 200, "{\"data\": [{\"id\": \"small\", \"owned_by\": \"somebody\"}]}");

        assertThat(ServerIntroduction.of(base, RequestHeaders.NONE).models())
                .containsExactly(new Model("small", "openai", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void sendsTheKey() {
        serve("/v1/models", 401, "{\"data\": [{\"id\": \"small\"}]}");

        assertThatThrownBy(() -> ServerIntroduction.of(base, RequestHeaders.NONE))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "command line: " + base
                                + "/v1/models answers 401, expected 200: name the environment variable that holds the server's key with --key");
        assertThat(ServerIntroduction.of(base, new RequestHeaders(Map.of("Authorization", "Bearer k"), Secrets.NONE))
                        .models())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {} | /v1/models answers 404, expected 200: point --endpoint at an OpenAI-compatible server, without /v1",
                "200 | hello | /v1/models does not answer with JSON: point --endpoint at an OpenAI-compatible server, without /v1",
                "200 | {} | /v1/models lists no model: wait until the server has loaded one"
            })
    void saysWhatAServerAnswersAndWhatToDo(int status, String body, String message) {
        serve("/v1/models", status, body);

        assertThatThrownBy(() -> ServerIntroduction.of(base, RequestHeaders.NONE))
                .isInstanceOf(InputException.class)
                .hasMessage("command line: " + base + message);
    }

    @Test
    void saysThatAServerDoesNotAnswer() {
        server.stop(0);

        assertThatThrownBy(() -> ServerIntroduction.of(base, RequestHeaders.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("command line: " + base + " does not answer: ")
                .hasMessageEndingWith(". Start the server, or correct --endpoint");
    }
}
