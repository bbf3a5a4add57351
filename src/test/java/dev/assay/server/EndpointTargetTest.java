package dev.assay.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Plan.Planned;
import dev.assay.recording.Provenance;
import dev.assay.recording.SideRecords;
import dev.assay.server.Target.Readiness;
import dev.assay.server.Target.Readiness.NotReady;
import dev.assay.server.Target.Readiness.Ready;
import dev.assay.testing.LoadTests;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EndpointTargetTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Script VERSION = Script.json(200, "{\"version\":\"0.32.0\"}");
    private static final String ANSWER = """
            data: {"model":"qwen3-32b","choices":[{"index":0,"text":" a","finish_reason":"length"}]}

            data: {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1}}

            data: [DONE]

            """;
    private static final String UNLISTED = " If it is one, name its model with `served-name` at"
            + " thresholds.yaml:7:3; the gate then does not need the list.";
    private static final String ELSEWHERE = "Point -Dassay.endpoint, without the /v1, at an OpenAI-compatible server.";

    @Test
    void isReadyWithTheOneModelThatIsServed() {
        try (var server = serving("smollm2")) {
            var opening = (Ready) open(server.base(), LoadTests.loadTest("c1"));

            var endpoint = opening.endpoint();
            assertThat(endpoint)
                    .isEqualTo(new Endpoint(
                            server.base(),
                            "smollm2",
                            Provenance.MEASURED,
                            NOW,
                            // 7 * 31 + "smollm2-135m c1".hashCode()
                            7L * 31 + "smollm2-135m c1".hashCode(),
                            Map.of("engine", "vllm", "model", "smollm2", "version", "0.32.0"),
                            null,
                            SideRecords.NONE,
                            endpoint.normalize()));
            assertThat(server.requests())
                    .extracting(Seen::line)
                    .containsExactly("GET /v1/models HTTP/1.1", "GET /version HTTP/1.1");
        }
    }

    @Test
    void isReadyWithTheServedNameAmongSeveral() {
        try (var server = serving("base", "lora-1")) {
            var opening = (Ready) open(server.base(), LoadTests.loadTest("c1", "lora-1"));

            assertThat(opening.endpoint().model()).isEqualTo("lora-1");
        }
    }

    @Test
    void isReadyWithoutAVersionIfTheServerReportsNone() {
        try (var server = new ScriptedEndpoint(request -> request.path().equals("/v1/models")
                ? models("smollm2")
                : Script.json(404, "{\"detail\":\"Not Found\"}"))) {
            var opening = (Ready) open(server.base(), LoadTests.loadTest("c1"));

            assertThat(opening.endpoint().server()).isEqualTo(Map.of("engine", "vllm", "model", "smollm2"));
        }
    }

    @Test
    void keepsThePathBeforeV1() {
        try (var server = serving("smollm2")) {
            open(URI.create(server.base() + "/gateway"), LoadTests.loadTest("c1"));

            assertThat(server.requests())
                    .extracting(Seen::path)
                    .containsExactly("/gateway/v1/models", "/gateway/version");
        }
    }

    @Test
    void usesTheSameSeedForTheSameTestAndAnotherForAnother() {
        try (var server = serving("smollm2")) {
            var first = ((Ready) open(server.base(), LoadTests.loadTest("c1")))
                    .endpoint()
                    .seed();
            var again = ((Ready) open(server.base(), LoadTests.loadTest("c1")))
                    .endpoint()
                    .seed();
            var other = ((Ready) open(server.base(), LoadTests.loadTest("c2")))
                    .endpoint()
                    .seed();

            assertThat(again).isEqualTo(first);
            assertThat(other).isNotEqualTo(first);
        }
    }

    @Test
    void isNotReadyIfNothingListens() throws IOException {
        URI base;
        try (var closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            base = URI.create("http://127.0.0.1:" + closedAtOnce.getLocalPort());
        }

        assertThat(open(base, LoadTests.loadTest("c1")))
                .isEqualTo(new NotReady(
                        base + " does not answer: connection refused",
                        "Start the server, or correct -Dassay.endpoint."));
    }

    /** The server answers the TLS handshake with plain HTTP. */
    @Test
    void isNotReadyIfThePortDoesNotSpeakTls() throws IOException {
        try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var base = URI.create("https://127.0.0.1:" + plain.getLocalPort());
            Thread.startVirtualThread(() -> refuse(plain));

            assertThat(open(base, LoadTests.loadTest("c1")))
                    .isEqualTo(new NotReady(
                            base + " does not answer: the port does not speak TLS",
                            "Write http:// instead of https:// in -Dassay.endpoint."));
        }
    }

    private static void refuse(ServerSocket plain) {
        try {
            while (true) {
                try (var connection = plain.accept()) {
                    connection.getInputStream().read(new byte[4096]);
                    connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                }
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    @Test
    void isNotReadyIfTheServerClosesTheConnection() {
        try (var server = ScriptedEndpoint.of(Script.silence().hangUp())) {
            assertThat(open(server.base(), LoadTests.loadTest("c1")))
                    .isEqualTo(new NotReady(
                            server.base() + " does not answer: closed by the server",
                            "Start the server, or correct -Dassay.endpoint."));
        }
    }

    @Test
    void isNotReadyWithoutAKey() {
        assertNotReady(
                Script.json(401, "{\"error\":\"Unauthorized\"}"),
                "/v1/models answers 401, expected 200",
                "The server needs a key: name the environment variable that holds it with `key` at thresholds.yaml:7:3.");
    }

    @Test
    void isNotReadyWithoutTheRoute() {
        assertNotReady(
                Script.json(404, "{\"detail\":\"Not Found\"}"),
                "/v1/models answers 404, expected 200",
                ELSEWHERE + UNLISTED);
    }

    @Test
    void isNotReadyForAWebPage() {
        assertNotReady(
                Script.document(200, "text/html", "<!doctype html><title>Welcome</title>"),
                "/v1/models does not answer with a list of models",
                ELSEWHERE + UNLISTED);
    }

    @Test
    void isNotReadyForOtherJson() {
        assertNotReady(
                Script.json(200, "{\"status\":\"ok\"}"),
                "/v1/models does not answer with a list of models",
                ELSEWHERE + UNLISTED);
    }

    @Test
    void isNotReadyToChooseAmongSeveralModels() {
        assertNotReady(
                models("base", "lora-1"),
                " serves 2 models, expected one: [base, lora-1]",
                "Choose one with `served-name` at thresholds.yaml:7:3.");
    }

    @Test
    void isNotReadyForAModelThatTheServerNeitherListsNorAnswersFor() {
        try (var server = serving("smollm2", request -> Script.json(404, "{\"error\":\"no qwen3-32b here\"}"))) {
            assertThat(open(server.base(), LoadTests.loadTest("c1", "qwen3-32b")))
                    .isEqualTo(new NotReady(
                            server.base()
                                    + " does not serve [qwen3-32b], it serves [smollm2], and one"
                                    + " request for it ended as"
                                    + " HTTP_ERROR (404 no qwen3-32b here)",
                            "Correct `served-name` at thresholds.yaml:7:3, or point -Dassay.endpoint,"
                                    + " without the /v1, at the right server."));
            assertThat(server.requests())
                    .extracting(Seen::line)
                    .containsExactly("GET /v1/models HTTP/1.1", "POST /v1/completions HTTP/1.1");
        }
    }

    /** sglang-router in front of other engines lists one model, "unknown", and answers for the models of those engines. */
    @Test
    void isReadyForAnUnlistedModelThatTheServerAnswersForIfItRefusesOthers() {
        try (var server = serving("unknown", EndpointTargetTest::answersForQwen)) {
            var opening = (Ready) open(server.base(), LoadTests.loadTest("c1", "qwen3-32b"));

            assertThat(opening.endpoint().model()).isEqualTo("qwen3-32b");
            assertThat(opening.endpoint().server())
                    .containsEntry("listed", "not in /v1/models, but the server" + " answers for it");
        }
    }

    @Test
    void isNotReadyForAnUnlistedModelIfTheServerAnswersForAnyName() {
        try (var server = serving("mock", request -> Script.stream(ANSWER))) {
            assertThat(((NotReady) open(server.base(), LoadTests.loadTest("c1", "qwen3-32b"))).reason())
                    .isEqualTo(server.base()
                            + " does not serve [qwen3-32b], it serves [mock], and it answers a request for it"
                            + " and also one for [assay-asks-for-no-such-model], so it is unknown which"
                            + " model answers");
        }
    }

    /** transformers 5.19 answers /v1/models with 500 if no model was ever downloaded, but it serves requests. */
    @Test
    void isReadyWithAServedNameIfTheListFails() {
        try (var server = new ScriptedEndpoint(request -> request.path().equals("/v1/models")
                ? Script.document(500, "text/plain", "Internal Server Error")
                : answersForQwen(request))) {
            assertThat(open(server.base(), LoadTests.loadTest("c1", "qwen3-32b")))
                    .isInstanceOf(Ready.class);
            assertThat(open(server.base(), LoadTests.loadTest("c1", "llama")))
                    .isEqualTo(new NotReady(
                            server.base()
                                    + "/v1/models answers 500, expected 200; the gate asked for [llama] without"
                                    + " a list, and one request for it ended as HTTP_ERROR (404 no such model)",
                            ELSEWHERE));
        }
    }

    @Test
    void isNotReadyWithoutAServedNameIfARouterNamesNoModel() {
        assertNotReady(
                models("unknown"),
                " lists one model, [unknown], as a router does if it does not know its servers; no server has a"
                        + " model of that name",
                "Give the model's name on the servers with `served-name` at thresholds.yaml:7:3.");
    }

    @Test
    void isNotReadyWithoutAServedNameIfTheListIsEmpty() {
        assertNotReady(
                Script.json(200, "{\"object\":\"list\",\"data\":[]}"),
                " serves 0 models, expected one: []",
                "Choose one with `served-name` at thresholds.yaml:7:3.");
    }

    private static Script answersForQwen(Seen request) {
        return request.body().contains("\"model\":\"qwen3-32b\"")
                ? Script.stream(ANSWER)
                : Script.json(404, "{\"error\":\"no such model\"}");
    }

    private static ScriptedEndpoint serving(String listed, Function<Seen, Script> answers) {
        return new ScriptedEndpoint(request -> switch (request.path()) {
            case "/v1/models" -> models(listed);
            case "/version" -> VERSION;
            default -> answers.apply(request);
        });
    }

    @Test
    void isDescribedByItsAddress() {
        try (var target = new EndpointTarget(
                URI.create("http://127.0.0.1:8000"), 7, InstantSource.fixed(NOW), Credentials.NONE, Set.of())) {
            assertThat(target.description()).isEqualTo("endpoint http://127.0.0.1:8000");
        }
    }

    private static void assertNotReady(Script models, String reason, String remedy) {
        try (var server = ScriptedEndpoint.of(models)) {
            assertThat(open(server.base(), LoadTests.loadTest("c1")))
                    .isEqualTo(new NotReady(server.base() + reason, remedy));
        }
    }

    private static Readiness open(URI base, Planned planned) {
        try (var target = new EndpointTarget(base, 7, InstantSource.fixed(NOW), Credentials.NONE, Set.of())) {
            return target.open(planned);
        }
    }

    private static ScriptedEndpoint serving(String... models) {
        return new ScriptedEndpoint(request -> request.path().endsWith("/v1/models") ? models(models) : VERSION);
    }

    private static Script models(String... models) {
        var ids = String.join("\",\"object\":\"model\"},{\"id\":\"", models);
        return Script.json(200, "{\"object\":\"list\",\"data\":[{\"id\":\"" + ids + "\",\"object\":\"model\"}]}");
    }
}
