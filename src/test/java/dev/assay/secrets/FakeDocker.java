package dev.assay.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * As much of a Docker daemon as the gate needs for one container. It writes down every request, but for the one place where a secret must be: the variable of the container. Its
 * container is a {@link LeakyServer}, whose log it serves.
 */
final class FakeDocker implements AutoCloseable {
    private static final String ID = "0123456789ab".repeat(5) + "0123";
    private static final String SETTING = "\"DB_PASSWORD=" + Secret.SETTING.text() + "\"";
    private static final byte STDOUT = 1;

    private final HttpServer daemon;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Path seen;
    private int port;
    private @Nullable LeakyServer container;

    /** @param seen the folder for the requests: {@code docker} */
    FakeDocker(Path seen) throws IOException {
        this.seen = seen;
        daemon = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        daemon.setExecutor(threads);
        daemon.createContext("/", this::handle);
        daemon.start();
    }

    String address() {
        return "tcp://127.0.0.1:" + daemon.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Files.writeString(
                seen.resolve("docker"),
                exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body.replace(SETTING, "") + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        var route = exchange.getRequestURI().getPath().replaceFirst("^/v[0-9.]+(?=/)", "");
        switch (route.replace(ID, "ID")) {
            case "/_ping" -> answer(exchange, 200, "OK");
            case "/info" ->
                answer(exchange, 200, "{\"OperatingSystem\":\"none\",\"ServerVersion\":\"29.0.0\",\"MemTotal\":0}");
            case "/version" -> answer(exchange, 200, "{\"ApiVersion\":\"1.44\",\"Version\":\"29.0.0\"}");
            case "/containers/json" -> answer(exchange, 200, "[]");
            case "/images/small:1/json" -> answer(exchange, 200, "{\"Id\":\"sha256:" + "a".repeat(64) + "\"}");
            case "/containers/create" -> create(exchange, body);
            case "/containers/ID/start" -> {
                container = new LeakyServer("127.0.0.1", port, seen);
                answer(exchange, 204, "");
            }
            case "/containers/ID/logs" -> log(exchange);
            case "/containers/ID/wait" -> {
                await();
                answer(exchange, 200, "{\"StatusCode\":0}");
            }
            case "/containers/ID/json" ->
                answer(exchange, 200, "{\"Id\":\"" + ID + "\",\"State\":{\"OOMKilled\":false}}");
            case "/containers/ID/stop", "/containers/ID" -> {
                stop();
                answer(exchange, 204, "");
            }
            default -> answer(exchange, 404, "{\"message\":\"no such route\"}");
        }
    }

    private void create(HttpExchange exchange, String body) throws IOException {
        port = JsonMapper.shared()
                .readTree(body)
                .at("/HostConfig/PortBindings")
                .get("8000/tcp")
                .get(0)
                .get("HostPort")
                .asInt();
        answer(exchange, 201, "{\"Id\":\"" + ID + "\",\"Warnings\":[]}");
    }

    /** Sends the log in frames as a daemon does, with a secret that begins in one and ends in the next, until the container is stopped. */
    private void log(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.docker.multiplexed-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            var text = String.join("\n", LeakyServer.log()) + "\n";
            for (var from = 0; from < text.length(); from += 20) {
                var part =
                        text.substring(from, Math.min(from + 20, text.length())).getBytes(UTF_8);
                out.write(ByteBuffer.allocate(8)
                        .put(STDOUT)
                        .putInt(4, part.length)
                        .array());
                out.write(part);
                out.flush();
            }
            await();
        }
    }

    private void await() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        if (container != null) {
            container.close();
        }
        stopped.countDown();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        stop();
        daemon.stop(0);
        threads.shutdownNow();
    }
}
