package dev.assay.suite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate against a server that wants a key and says it back in its errors. PATH is a variable that every machine has. */
@Tag("slow")
class KeyedGateTest {
    private static final String INPUT = "thresholds.yaml, evalsets and properties are valid";
    private static final String SECRET = Objects.requireNonNull(System.getenv("PATH"));

    @TempDir
    Path folder;

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        GateRun.small(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/models", exchange -> answer(exchange, 200, "{\"data\":[{\"id\":\"m\"}]}"));
        server.createContext("/version", exchange -> answer(exchange, 200, "{\"version\":\"0.12.0\"}"));
        server.createContext("/v1/chat/completions", exchange -> answer(exchange, 401, """
                {"error":{"message":"Incorrect key %s"}}""".formatted(SECRET)));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        seen.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + exchange.getRequestHeaders().getFirst("X-Team"));
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("X-Echo", SECRET);
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private GateRun run(String key) throws IOException {
        var file = folder.resolve("thresholds.yaml");
        var keyed = Files.readString(file)
                .replace(
                        "    engine: vllm\n",
                        "    engine: vllm\n    key: " + key + "\n    headers: {X-Team: serving}\n");
        Files.writeString(file, keyed);
        return GateRun.in(
                folder,
                "only=smollm2-135m first_light_v1",
                "endpoint=http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Test
    void sendsKeyAndHeadersWithEveryRequestAndKeepsThemOutOfEverything() throws IOException {
        var run = run("PATH");

        assertThat(seen)
                .hasSizeGreaterThan(3)
                .allMatch(line -> line.endsWith(" Bearer " + SECRET + " serving"))
                .anyMatch(line -> line.startsWith("/v1/models "))
                .anyMatch(line -> line.startsWith("/v1/chat/completions "));
        assertThat(run.with("error")).contains("smollm2-135m first_light_v1 accuracy");
        assertThat(run.test("smollm2-135m first_light_v1 accuracy").message()).contains("Incorrect key ****");
        assertThat(run.tests().values()).noneMatch(test -> test.printed().contains(SECRET));
        assertThat(run.console()).noneMatch(line -> line.contains(SECRET));
        assertThat(written()).hasSizeGreaterThan(3).noneMatch(text -> text.contains(SECRET));
    }

    /** Returns what every file of the run says. */
    private List<String> written() throws IOException {
        var texts = new ArrayList<String>();
        try (var files = Files.walk(folder.resolve("runs"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                try (var in = Files.newInputStream(file)) {
                    var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
                    texts.add(new String(plain.readAllBytes(), ISO_8859_1));
                }
            }
        }
        return texts;
    }

    @Test
    void sendsNothingWhereTheVariableIsNotSet() throws IOException {
        var run = run("ASSAY_TEST_NOT_SET");

        assertThat(run.test(INPUT).message())
                .matches("thresholds\\.yaml:\\d+:10: the environment variable ASSAY_TEST_NOT_SET is not set,"
                        + " and the header 'Authorization' needs it");
        assertThat(seen).isEmpty();
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void judgesRecordingsWithoutTheKey() throws IOException {
        var file = folder.resolve("thresholds.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("    engine: vllm\n", "    engine: vllm\n    key: ASSAY_TEST_NOT_SET\n"));

        var run = GateRun.in(folder, "cells=c4");

        assertThat(run.with("passed")).contains("smollm2-135m c4");
    }
}
