package dev.assay.wire;

import dev.assay.wire.tls.TlsSession;
import dev.assay.wire.watch.LoopWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread with sockets of its own. It writes a request right after the stamp of its sending, and stamps a read right after the read, with no queue
 * and no other thread between. A connection stays on the loop that opened it.
 */
final class SocketLoop {
    private static final int MOST_AT_ONCE = 64 * 1024;
    private final Ticker ticker;
    private final LoopWatch watch;
    private final Duration toConnect;
    private final long paceNanos;
    private final Executor others;
    private final Selector selector;
    private final Thread thread;
    /** What is done at the next turn. */
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** The requests that wait for their turn at the pace. */
    private final Queue<Runnable> launches = new ConcurrentLinkedQueue<>();
    /** How many requests were given to this loop and are not over. */
    private final AtomicInteger underWay = new AtomicInteger();
    /** Why nothing is sent any more; absent while the thread runs. */
    private volatile @Nullable NetworkFault over;
    // Only the thread uses the fields below.
    private final KeptConnections kept = new KeptConnections(this);
    private final Deque<Connection> connecting = new ArrayDeque<>();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(MOST_AT_ONCE);
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(MOST_AT_ONCE);
    private final ByteBuffer content = TlsSession.contentOf(MOST_AT_ONCE);
    private final ByteBuffer body = ByteBuffer.allocate(MOST_AT_ONCE);
    private final Consumer<SelectionKey> whenReady = this::ready;
    private int read;
    private long nextLaunch = System.nanoTime();
    private boolean closed;

    /**
     * Starts the thread.
     *
     * @param name the name of the thread
     * @param toConnect how long opening a connection may take
     * @param others runs what takes too long for a thread that stamps reads
     */
    SocketLoop(String name, LaunchPace pace, Ticker ticker, Duration toConnect, Executor others) {
        this.paceNanos = pace.nanos();
        this.ticker = ticker;
        watch = new LoopWatch(ticker::nanos);
        // From the first request on, so that what watches is warm when its times count.
        watch.begin();
        this.toConnect = toConnect;
        this.others = others;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("this machine gives no selector", e);
        }
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /** Sends the message of a call, and reports its end to the call. */
    void carry(SocketCall call, Origin origin, ByteBuffer message) {
        launches.add(() -> launch(call, origin, message));
        if (over == null && isCurrent()) {
            launchOne();
        } else {
            wakeUp();
        }
    }

    /** Stops a call that this loop carries. */
    void stop(SocketCall call) {
        tasks.add(call::stop);
        wakeUp();
    }

    /** Lets another thread work, and then runs on the thread of this loop what the work returns. */
    void aside(Supplier<Runnable> work) {
        others.execute(() -> {
            tasks.add(work.get());
            wakeUp();
        });
    }

    /** Ends all requests that are under way, soon. */
    void close() {
        tasks.add(() -> closed = true);
        wakeUp();
    }

    /** Lets the thread see what was added; does it here if the thread has ended, perhaps before it could see it. */
    private void wakeUp() {
        if (over == null && !isCurrent()) {
            selector.wakeup();
        }
        if (over != null) {
            drain();
        }
    }

    /** Returns whether the caller runs on the thread of this loop. */
    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Returns what measures how long bytes wait for this loop. */
    LoopWatch watch() {
        return watch;
    }

    /** Returns whether the thread still sends requests. */
    boolean isRunning() {
        return over == null;
    }

    /** Returns the number of requests that this loop carries or will carry. */
    AtomicInteger underWay() {
        return underWay;
    }

    /** Waits until the thread has ended, until this time of {@link System#nanoTime} at the latest. */
    void awaitEnd(long until) {
        var interrupted = false;
        for (var left = until - System.nanoTime(); thread.isAlive() && left > 0; left = until - System.nanoTime()) {
            try {
                thread.join(Duration.ofNanos(left));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        NetworkFault why = new NetworkFault.Stopped();
        try {
            while (!closed) {
                turn();
            }
        } catch (IOException | RuntimeException | Error e) {
            why = NetworkFault.SocketsEnded.of(e);
        }
        end(why);
    }

    private void turn() throws IOException {
        var before = read;
        read = 0;
        if (tasks.isEmpty() && launches.isEmpty()) {
            var most = untilConnectDeadline();
            selector.select(whenReady, underWay.get() == 0 ? watch.rests(before, most) : watch.sleeps(before, most));
        } else {
            // Reads go before launches.
            watch.looks(before);
            selector.selectNow(whenReady);
        }
        if (read == 0) {
            watch.wakes();
        }
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        launchOne();
        giveUpConnecting();
    }

    /** Tells all open requests, and all later ones, that no answer comes. */
    private void end(NetworkFault why) {
        over = why;
        for (var key : List.copyOf(selector.keys())) {
            tasks.add(() -> connection(key).fail(why));
        }
        drain();
        try {
            selector.close();
        } catch (IOException e) {
            // All its sockets are closed already.
        }
    }

    /** Runs all that is left; a part that fails does not stop the others. */
    private void drain() {
        for (var task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                // It is the reason why the thread ended, or follows from it.
            }
        }
    }

    private @Nullable Runnable next() {
        var task = tasks.poll();
        return task == null ? launches.poll() : task;
    }

    private void ready(SelectionKey key) {
        if (read++ == 0) {
            watch.wakes();
        }
        try {
            connection(key).ready(key);
        } catch (RuntimeException | OutOfMemoryError e) {
            // The other requests go on; the trace of this one says why it ended.
            connection(key).fail(NetworkFault.of(e));
        }
    }

    private static Connection connection(SelectionKey key) {
        return (Connection) key.attachment();
    }

    private void launchOne() {
        if (!launches.isEmpty() && System.nanoTime() - nextLaunch >= 0) {
            launches.remove().run();
        }
    }

    private void launch(SocketCall call, Origin origin, ByteBuffer message) {
        if (call.isOver()) {
            return;
        }
        if (over != null) {
            call.done(over);
            return;
        }
        try {
            carryNow(call, origin, message);
        } catch (RuntimeException | OutOfMemoryError e) {
            // As in ready(): the other requests go on.
            call.done(NetworkFault.of(e));
        }
    }

    private void carryNow(SocketCall call, Origin origin, ByteBuffer message) {
        nextLaunch = System.nanoTime() + paceNanos;
        // A server that closed one kept connection may have closed them all.
        var open = call.exchange().again() ? null : kept.poll(origin);
        if (open != null) {
            open.carry(call, message);
        } else if (origin.address().isUnresolved()) {
            call.done(NetworkFault.NotConnected.unknownHost());
        } else {
            open(call, origin, message);
        }
    }

    /** Returns the processor time of the thread in nanoseconds; negative if this machine does not tell it, or the thread has ended. */
    long processorNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        return threads.isThreadCpuTimeSupported() ? threads.getThreadCpuTime(thread.threadId()) : -1;
    }

    private void open(SocketCall call, Origin origin, ByteBuffer message) {
        call.exchange().stampSent();
        try {
            var connection = new Connection(this, origin);
            connection.connect(call, message);
            connecting.add(connection);
        } catch (IOException e) {
            call.done(new NetworkFault.NotConnected(NetworkFault.of(e).words()));
        }
    }

    /** Returns how many milliseconds the oldest connection that is being opened may still take; 0: no bound. */
    private long untilConnectDeadline() {
        var oldest = connecting.peek();
        var left = oldest == null ? 0 : toConnect.toNanos() - (System.nanoTime() - oldest.since());
        return oldest == null ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }

    private void giveUpConnecting() {
        for (var oldest = connecting.peek(); oldest != null; oldest = connecting.peek()) {
            if (!oldest.isConnecting()) {
                connecting.remove();
            } else if (System.nanoTime() - oldest.since() >= toConnect.toNanos()) {
                connecting.remove().fail(new NetworkFault.ConnectTimeout("no connection in time"));
            } else {
                return;
            }
        }
    }

    /** Keeps a connection that can carry another request. */
    void keep(Connection connection) {
        kept.keep(connection);
    }

    /** Forgets a kept connection that the server closed. */
    void drop(Connection connection) {
        kept.drop(connection);
    }

    /** Closes the kept connections that are older than this, and opens as many anew. Then runs the second argument; at once if the thread has ended. */
    void renew(Duration age, Runnable renewed) {
        tasks.add(over == null ? () -> kept.renew(age, renewed) : renewed);
        wakeUp();
    }

    /** Gives the connection up if it is not open in time. */
    void watchConnect(Connection connection) {
        connecting.add(connection);
    }

    /** Runs this at the next turn. Called on the thread of this loop. */
    void later(Runnable task) {
        tasks.add(task);
    }

    Selector selector() {
        return selector;
    }

    /** Returns the buffer for the bytes of one read of a socket. */
    ByteBuffer incoming() {
        return incoming;
    }

    /** Returns the buffer in which TLS encrypts what a socket takes next. */
    ByteBuffer outgoing() {
        return outgoing;
    }

    /** Returns the buffer for what TLS decrypts of one read. */
    ByteBuffer content() {
        return content;
    }

    /** Returns the buffer for the bytes of one read that belong to the body of an answer. */
    ByteBuffer body() {
        return body;
    }

    long now() {
        return ticker.nanos();
    }
}
