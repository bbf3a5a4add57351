package dev.assay.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A server that says back what it was told, wherever it can: in its lists, headers, metrics, answers, errors and in its log. The first part of a path names what
 * it does with a request for an answer. At each request it also notes the command lines of all processes of the test.
 */
final class LeakyServer implements AutoCloseable {
    /** Answers, with the secrets in the answers. */
    static final String ANSWERING = "answering";
    /** What it does with requests for an answer. */
    static final List<String> REFUSALS =
            List.of("denying", "cutting", "redirecting", "failing", "encoding", "showing-a-page", "breaking");
    /** What it does with requests for its list of models. */
    static final List<String> LISTS = List.of("list-denying", "list-redirecting", "list-naming", "list-failing");

    private static final Pattern SUM = Pattern.compile("40 \\+ (\\d+)");
    private static final Secret[] TOLD = {Secret.KEY, Secret.PASSWORD};
    private static final String USAGE =
            "\"choices\":[],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":2,\"total_tokens\":6}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path seen;
    private final Set<String> noted = ConcurrentHashMap.newKeySet();

    /** @param seen the folder for what it sees: {@code processes} */
    LeakyServer(String host, int port, Path seen) {
        this.seen = seen;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Starts it as a program: {@code HOST PORT FOLDER ARGUMENT…}. It prints what it was told, as engines print their settings. */
    public static void main(String[] arguments) {
        log().forEach(System.out::println);
        System.out.println("environment " + System.getenv());
        System.out.println("arguments " + List.of(arguments));
        var running = new LeakyServer(arguments[0], Integer.parseInt(arguments[1]), Path.of(arguments[2]));
        System.out.println("listening at " + running.base());
    }

    /** Returns lines of a log with all secrets that a server may be told, and the last with one that is written in two steps. */
    static List<String> log() {
        var lines = new ArrayList<String>();
        for (var secret : List.of(Secret.KEY, Secret.PASSWORD, Secret.SETTING)) {
            lines.add("INFO non-default args: {'api_key': ['" + secret.text() + "']}");
            lines.add("INFO {\"api_key\": \"" + secret.inJson() + "\"} " + secret.inUrl() + " " + secret.inBasic());
        }
        return lines;
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        noteProcesses();
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var path = exchange.getRequestURI().getPath();
        var does = path.replaceFirst("^/([a-z-]+)/(?=v1/|version|metrics|health|reset).*", "$1");
        var route = path.replaceFirst("^/" + does + "(?=/)", "");
        var headers = exchange.getResponseHeaders();
        for (var secret : TOLD) {
            headers.add("X-Echo", secret.text());
            headers.add("X-Echo-Url", secret.inUrl());
            headers.add("X-Echo-Basic", secret.inBasic());
            headers.add("Set-Cookie", "session=" + secret.text());
        }
        switch (route) {
            case "/v1/models" -> list(exchange, does);
            case "/version" -> json(exchange, 200, "{\"version\":\"0.32.0 " + told() + "\"}");
            case "/metrics" -> send(exchange, 200, "text/plain", metrics());
            case "/health" -> json(exchange, 200, "{}");
            case "/v1/completions", "/v1/chat/completions" -> answer(exchange, does, route, body);
            default -> json(exchange, 500, "{\"detail\":\"" + told() + "\"}");
        }
    }

    /** Appends the command lines of all processes that are not noted yet. */
    private void noteProcesses() {
        var lines = ProcessHandle.allProcesses()
                .map(process -> Path.of("/proc/" + process.pid() + "/cmdline"))
                .map(LeakyServer::commandLine)
                .filter(noted::add)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        try {
            Files.writeString(seen.resolve("processes"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commandLine(Path file) {
        try {
            return Files.readString(file).replace('\0', ' ');
        } catch (IOException e) {
            // The process has ended, or belongs to somebody else.
            return "";
        }
    }

    private static String told() {
        return Secret.KEY.inJson() + " " + Secret.PASSWORD.inJson();
    }

    private static String metrics() {
        var labels = "{model_name=\"small\",api_key=\"" + told() + "\"}";
        return """
                # TYPE vllm:num_requests_running gauge
                vllm:num_requests_runningLABELS 0.0
                # TYPE vllm:num_requests_waiting gauge
                vllm:num_requests_waitingLABELS 0.0
                # TYPE vllm:request_success_total counter
                vllm:request_success_totalLABELS 3.0
                # TYPE vllm:generation_tokens_total counter
                vllm:generation_tokens_totalLABELS 3.0
                # TYPE vllm:prompt_tokens_total counter
                vllm:prompt_tokens_totalLABELS 3.0
                # TYPE vllm:num_preemptions_total counter
                vllm:num_preemptions_totalLABELS 0.0
                """.replace("LABELS", labels);
    }

    private static void list(HttpExchange exchange, String does) throws IOException {
        switch (does) {
            case "list-denying" -> json(exchange, 401, error(told()));
            case "list-failing" -> json(exchange, 502, error(told()));
            case "list-redirecting" -> redirect(exchange);
            case "list-naming" -> json(exchange, 200, "{\"data\":[{\"id\":\"" + told() + "\"},{\"id\":\"b\"}]}");
            default ->
                json(
                        exchange,
                        200,
                        "{\"data\":[{\"id\":\"small\",\"owned_by\":\"vllm\",\"root\":\"/models/" + told()
                                + "\",\"max_model_len\":4096}]}");
        }
    }

    private static void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders()
                .add("Location", "https://gate:" + Secret.KEY.inUrl() + "@example.test/v1?token=" + Secret.KEY.inUrl());
        json(exchange, 307, "{}");
    }

    private static String error(String message) {
        return "{\"error\":{\"message\":\"Incorrect API key provided: " + message + "\",\"type\":\"invalid\"}}";
    }

    private void answer(HttpExchange exchange, String does, String route, String body) throws IOException {
        switch (does) {
            case "denying" -> json(exchange, 401, error(told()));
            // Of a long message only the beginning is shown, which must not be that of a secret.
            case "cutting" -> json(exchange, 400, error("x".repeat(140) + Secret.KEY.inJson()));
            case "redirecting" -> redirect(exchange);
            case "failing" ->
                stream(
                        exchange,
                        List.of("\"choices\":[]," + error(told()).substring(1).replaceFirst("}$", "")));
            case "encoding" ->
                json(
                        exchange,
                        403,
                        error(Secret.KEY.inJsonByNumbers() + " " + Secret.KEY.inUrl() + " " + Secret.KEY.inBasic() + " "
                                + Secret.KEY.inHex() + " " + Secret.KEY.inHtml().replace("\\", "\\\\")));
            case "showing-a-page" ->
                send(
                        exchange,
                        502,
                        "text/html",
                        "<html><p>" + Secret.KEY.inHtml() + " " + Secret.PASSWORD.inHtml() + "</p></html>");
            case "breaking" -> stream(exchange, List.of("\"choices\":{}, " + told()));
            default -> stream(exchange, route.contains("chat") ? chat(body) : completion());
        }
    }

    private static List<String> completion() {
        return told("\"choices\":[{\"index\":0,\"text\":\"%s\",\"finish_reason\":null}]", "length");
    }

    /** The right answer to a sum, with what it was told behind it. */
    private static List<String> chat(String body) {
        var sum = SUM.matcher(body);
        var number = sum.find() ? sum.group(1) : "";
        var events = new ArrayList<>(told("\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]", "stop"));
        events.addFirst("\"choices\":[{\"index\":0,\"delta\":{\"content\":\"4" + number + " \"}}]");
        return events;
    }

    /** Returns the secrets in pieces, one in an event, and the end of the answer. */
    private static List<String> told(String event, String reason) {
        var events = new ArrayList<String>();
        for (var secret : TOLD) {
            secret.pieces()
                    .forEach(piece -> events.add(event.formatted(
                            piece.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "\\u0025"))));
        }
        events.add("\"choices\":[{\"index\":0,\"delta\":{},\"text\":\"\",\"finish_reason\":\"" + reason + "\"}]");
        events.add(USAGE);
        return events;
    }

    private static void stream(HttpExchange exchange, List<String> events) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            for (var event : events) {
                out.write(("data: {\"id\":\"cmpl-1\",\"model\":\"small\"," + event + "}\n\n").getBytes(UTF_8));
            }
            out.write("data: [DONE]\n\n".getBytes(UTF_8));
        }
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, "application/json", body);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
