package dev.assay.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.assay.calibration.ReferenceServer;
import dev.assay.calibration.TokenTiming;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import tools.jackson.databind.ObjectMapper;

/**
 * A minimal client, as the lower bound of the benchmark: as many threads as ours, each with a selector. It only stamps and counts events; it keeps and parses no
 * bytes. Between two requests it pauses as our client does, since otherwise the answers of a burst would wait for each other. Arguments as for
 * {@link BenchClient}.
 */
final class FloorClient {
    private static final TokenTiming QUICK = new TokenTiming(Duration.ofMillis(1), Duration.ofNanos(200_000), 4);

    private final InetSocketAddress server;
    private final byte[] message;
    private final int tokens;
    private final long paceNanos;
    private final Selector selector = Selector.open();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(1 << 16);
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<Stamps> stamps = new ArrayList<>();
    private int unsent;
    private int waiting;
    private int over;
    private long nextLaunch = System.nanoTime();

    private FloorClient(URI base, int tokens, int promptBytes, long paceNanos) throws IOException {
        this.server = new InetSocketAddress(base.getHost(), base.getPort());
        this.tokens = tokens;
        this.paceNanos = paceNanos;
        var body = BenchClient.body(tokens, promptBytes);
        this.message = ("POST /v1/completions HTTP/1.1\r\nHost: " + base.getRawAuthority()
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(ISO_8859_1);
    }

    public static void main(String[] args) throws IOException {
        try (var own = new ReferenceServer(QUICK, 0)) {
            new FloorClient(own.base(), 2, 0, 10_000).run(16, 3000);
            new FloorClient(own.base(), 200, 0, 10_000).run(16, 400);
        }
        var threads = Math.min(BenchClient.LOOPS, Integer.parseInt(args[1]));
        var clients = new ArrayList<FloorClient>();
        for (var i = 0; i < threads; i++) {
            clients.add(new FloorClient(
                    URI.create(args[0]),
                    Integer.parseInt(args[4]),
                    Integer.parseInt(args[5]),
                    Long.parseLong(args[7])));
        }
        var streams = Integer.parseInt(args[1]);
        together(clients, streams, Integer.parseInt(args[6]));
        new ObjectMapper()
                .writeValue(Path.of(args[3]), Stamps.lists(together(clients, streams, Integer.parseInt(args[2]))));
    }

    /** Shares the streams and requests between the clients, each on a thread of its own. */
    private static List<Stamps> together(List<FloorClient> clients, int streams, int requests) {
        var count = clients.size();
        var runs = IntStream.range(0, count)
                .mapToObj(i ->
                        new FutureTask<>(() -> clients.get(i).run(share(streams, i, count), share(requests, i, count))))
                .toList();
        runs.forEach(run -> Thread.ofPlatform().start(run));
        return runs.stream()
                .flatMap(run -> {
                    try {
                        return run.get().stream();
                    } catch (InterruptedException | ExecutionException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static int share(int all, int index, int count) {
        return all / count + (index < all % count ? 1 : 0);
    }

    /** Sends the requests, {@code streams} at a time, over open connections or new ones. */
    private List<Stamps> run(int streams, int requests) throws IOException {
        stamps.clear();
        waiting = Math.min(streams, requests);
        unsent = requests - waiting;
        over = 0;
        while (over < requests) {
            if (waiting > 0) {
                selector.selectNow(this::ready);
                launch();
            } else {
                selector.select(this::ready);
            }
        }
        return List.copyOf(stamps);
    }

    private void launch() throws IOException {
        if (System.nanoTime() - nextLaunch >= 0) {
            waiting--;
            nextLaunch = System.nanoTime() + paceNanos;
            var line = idle.poll();
            if (line == null) {
                new Connection().connect();
            } else {
                line.send();
            }
        }
    }

    private void ready(SelectionKey key) {
        try {
            var line = (Connection) key.attachment();
            if (key.isReadable()) {
                line.read();
            } else {
                line.write();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection with its current answer. */
    private final class Connection {
        private final SocketChannel channel = SocketChannel.open();
        private final SelectionKey key;
        private ByteBuffer rest = ByteBuffer.wrap(message);
        private long sent;
        private long[] times = new long[tokens];
        private int events;
        private int emptyLines;
        private int lastFour;

        Connection() throws IOException {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = channel.register(selector, 0, this);
        }

        void connect() throws IOException {
            sent = System.nanoTime();
            if (channel.connect(server)) {
                write();
            } else {
                key.interestOps(SelectionKey.OP_CONNECT);
            }
        }

        void send() throws IOException {
            rest = ByteBuffer.wrap(message);
            times = new long[tokens];
            events = 0;
            emptyLines = 0;
            lastFour = 0;
            sent = System.nanoTime();
            write();
        }

        void write() throws IOException {
            if (channel.isConnectionPending()) {
                channel.finishConnect();
            }
            channel.write(rest);
            var wanted = rest.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
            if (key.interestOps() != wanted) {
                key.interestOps(wanted);
            }
        }

        /** Counts the ends of events. The first empty line ends the head. */
        void read() throws IOException {
            var count = channel.read(incoming.clear());
            var now = System.nanoTime();
            if (count < 0) {
                throw new EOFException("the server hung up");
            }
            for (var i = 0; i < count; i++) {
                lastFour = lastFour << 8 | incoming.get(i);
                if ((lastFour & 0xffff) == 0x0a0a) {
                    if (events < tokens) {
                        times[events] = now;
                    }
                    events++;
                } else if (lastFour == 0x0d0a0d0a) {
                    emptyLines++;
                }
            }
            if (emptyLines == 2) {
                stamps.add(new Stamps(sent, times));
                over++;
                idle.push(this);
                if (unsent > 0) {
                    unsent--;
                    waiting++;
                }
            }
        }
    }
}
