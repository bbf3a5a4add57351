package dev.assay.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server in a process of its own that says what it serves, and no more: {@code HOST PORT [ARGUMENT…]}. {@code --worker} gives it
 * a child; with {@code --dies=WORDS} it says them and ends with code 3.
 */
public final class SmallServer {
    private SmallServer() {}

    /** Returns the command that starts it; {@code {port}} stands for the port. */
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
        for (var argument : args) {
            if (argument.startsWith("--dies=")) {
                System.out.println(argument.substring("--dies=".length()));
                System.exit(3);
            }
        }
        var server = HttpServer.create(new InetSocketAddress(args[0], Integer.parseInt(args[1])), 0);
        server.createContext("/", exchange -> {
            var body = exchange.getRequestURI().getPath().equals("/v1/models")
                    ? "{\"data\":[{\"id\":\"small\"}]}"
                    : "{\"version\":\"1.0\"}";
            exchange.sendResponseHeaders(200, body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        System.out.println("serving with " + List.of(args).subList(2, args.length));
    }
}
