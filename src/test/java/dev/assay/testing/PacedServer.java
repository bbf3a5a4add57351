package dev.assay.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A server that streams answers of a fixed length like vLLM, one token per event. The time of each token is fixed in advance, so that delays do
 * not add up. It sends chunks; with {@code /closing} in the path or an HTTP/1.0 request, the stream ends with the connection. With {@code /long}
 * in the path the model has a long name.
 */
public final class PacedServer implements AutoCloseable {
    public static final int TOKENS = 64;
    private static final long FIRST_NANOS = 40_000_000;
    private static final long EACH_NANOS = 20_000_000;
    private static final double NANOS_PER_MS = 1e6;

    private final ServerSocket listener;
    private final List<Double> paces = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("paced-", 0).factory());

    public PacedServer() {
        try {
            listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Returns the mean time per token in milliseconds by the server's own clock, for the answers since the last call. */
    public double pace() {
        var mean = paces.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        paces.clear();
        return mean;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // The listener was closed, which ends the loop.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            for (var head = head(in); head != null && answer(head, in, socket.getOutputStream()); head = head(in)) {
                // The next request comes on the same connection.
            }
        } catch (IOException e) {
            // The client has closed the connection.
        }
    }

    /** Returns the lines before the body in lower case; null if there is no other request. */
    private static @Nullable List<String> head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        return head.toString().toLowerCase(Locale.ROOT).lines().toList();
    }

    /** Returns whether the connection stays open. */
    private boolean answer(List<String> head, InputStream in, OutputStream out) throws IOException {
        var length = head.stream()
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.replaceFirst(".*:", "").strip()))
                .findFirst()
                .orElse(0);
        in.readNBytes(length);
        if (head.getFirst().startsWith("get")) {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
            return true;
        }
        var closing = head.getFirst().contains("/closing") || head.getFirst().endsWith("http/1.0");
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
                        + (closing ? "Connection: close" : "Transfer-Encoding: chunked") + "\r\n\r\n")
                .getBytes(ISO_8859_1));
        stream(head.getFirst().contains("/long"), closing, out);
        return !closing;
    }

    private void stream(boolean longName, boolean closing, OutputStream out) throws IOException {
        var model = longName ? "/mnt/models/" + "a-long-name-of-a-checkpoint-".repeat(6) + "final" : "m";
        var from = System.nanoTime() + FIRST_NANOS;
        var first = 0L;
        for (var token = 0; token < TOKENS; token++) {
            var due = from + token * EACH_NANOS;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            first = token == 0 ? System.nanoTime() : first;
            var last = token == TOKENS - 1;
            if (last) {
                paces.add((System.nanoTime() - first) / NANOS_PER_MS / token);
            }
            write(event(model, last) + (last ? end(model) : ""), closing, out);
        }
        if (!closing) {
            out.write("0\r\n\r\n".getBytes(ISO_8859_1));
        }
    }

    private static void write(String text, boolean closing, OutputStream out) throws IOException {
        var size = Integer.toHexString(text.getBytes(UTF_8).length);
        out.write((closing ? text : size + "\r\n" + text + "\r\n").getBytes(UTF_8));
    }

    private static String event(String model, boolean last) {
        return "data: {\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"created\":1795289669,\"model\":\"" + model
                + "\",\"choices\":[{\"index\":0,\"text\":\" x\",\"logprobs\":null,\"finish_reason\":"
                + (last ? "\"length\"" : "null") + ",\"stop_reason\":null}]}\n\n";
    }

    private static String end(String model) {
        return "data: {\"id\":\"cmpl-1\",\"model\":\"" + model + "\",\"choices\":[],\"usage\":{\"prompt_tokens\":32,"
                + "\"total_tokens\":" + (32 + TOKENS) + ",\"completion_tokens\":" + TOKENS + "}}\n\ndata: [DONE]\n\n";
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
