package dev.assay.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A small server in its own process, started with {@code HOST PORT [ARGUMENT…]}. Each word is a token, and it answers with the requested number of
 * tokens. {@code --worker} starts a child process; {@code --dies=WORDS} prints the words and ends with code 3; {@code --silent} never listens; {@code --dies-at=N} ends it at its
 * Nth request for an answer, and its log ends with a known cause; {@code --dies-once=FILE} ends it at its third one if there is no such file, and
 * writes the file.
 */
public final class SmallServer {
    /** The lock of test classes that start this server through a gate: a gate stops all servers that gates in its process have started. */
    public static final String STARTED = "servers that gates of this process have started";

    private static final int OUT_OF_MEMORY = 137;
    private static final Pattern WORD = Pattern.compile(" [a-z]+");
    private static final Pattern PROMPT = Pattern.compile("\"prompt\":\"([^\"]*)\"");
    private static final Pattern TOKENS = Pattern.compile("\"max_tokens\":(\\d+)");

    private final AtomicInteger answers = new AtomicInteger();
    private final int lastWords;

    private SmallServer(int lastWords) {
        this.lastWords = lastWords;
    }

    /** Returns the command that starts the server; {@code {port}} is the placeholder of the port. */
    public static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SmallServer.class.getName(),
                "{host}",
                "{port}");
    }

    public static void main(String[] args) throws IOException {
        if (Stream.of(args).anyMatch("--worker"::equals)) {
            new ProcessBuilder("sleep", "1000").start();
        }
        while (Stream.of(args).anyMatch("--silent"::equals)) {
            LockSupport.park();
        }
        for (var argument : args) {
            if (argument.startsWith("--dies=")) {
                System.out.println(argument.substring("--dies=".length()));
                System.exit(3);
            }
        }
        var lastWords = Stream.of(args)
                .filter(argument -> argument.startsWith("--dies-at="))
                .mapToInt(argument -> Integer.parseInt(argument.replaceFirst(".*=", "")))
                .findFirst()
                .orElse(Integer.MAX_VALUE);
        for (var argument : args) {
            if (argument.startsWith("--dies-once=")
                    && new File(argument.substring("--dies-once=".length())).createNewFile()) {
                lastWords = 3;
            }
        }
        var small = new SmallServer(lastWords);
        var server = HttpServer.create(new InetSocketAddress(args[0], Integer.parseInt(args[1])), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", small::answer);
        server.start();
        System.out.println("serving with " + List.of(args).subList(2, args.length));
    }

    /** Returns the request handler, for a server in the test's own process. */
    public static HttpHandler answers() {
        return new SmallServer(Integer.MAX_VALUE)::answer;
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/v1/models" -> answer(exchange, "application/json", "{\"data\":[{\"id\":\"small\"}]}");
            case "/v1/completions" -> complete(exchange);
            default -> answer(exchange, "application/json", "{\"version\":\"1.0\"}");
        }
    }

    private void complete(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (answers.incrementAndGet() >= lastWords) {
            System.out.println("torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB");
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
        var prompt = PROMPT.matcher(body);
        var words =
                prompt.find() ? (int) WORD.matcher(prompt.group(1)).results().count() : 0;
        var asked = TOKENS.matcher(body);
        var tokens = asked.find() ? Integer.parseInt(asked.group(1)) : 1;
        var stream = new StringBuilder();
        for (var token = 1; token <= tokens; token++) {
            stream.append(event("\"choices\":[{\"index\":0,\"text\":\" a\",\"finish_reason\":"
                    + (token == tokens ? "\"length\"" : "null") + "}]"));
        }
        stream.append(event("\"choices\":[],\"usage\":{\"prompt_tokens\":" + words + ",\"completion_tokens\":" + tokens
                + ",\"total_tokens\":" + (words + tokens) + "}"));
        answer(exchange, "text/event-stream", stream + "data: [DONE]\n\n");
    }

    private static String event(String members) {
        return "data: {\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"created\":1,\"model\":\"small\"," + members
                + "}\n\n";
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        var body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
