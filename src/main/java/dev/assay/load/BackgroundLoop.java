package dev.assay.load;

import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import dev.assay.wire.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Keeps a fixed number of requests in flight until it is told to stop, to keep a server busy while something else is measured. Requests are created
 * ahead on a thread of their own, so that a free slot does not wait for its prompt. After a few failures no more are sent.
 */
public final class BackgroundLoop implements AutoCloseable {
    private static final long LOOK_AGAIN_NANOS = 5_000_000;

    private final Transport transport;
    private final int inFlight;
    private final Iterator<Request> requests;
    private final Deque<Future<Request>> ahead = new ArrayDeque<>();
    private final ExecutorService creator = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("assay-background").factory());
    /** The first requests that have neither output nor an end yet. */
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    private final Recorder recorder;
    private final RequestQueue queue;

    /**
     * @param transport of this loop alone: when it stops, it gives up all requests of the transport
     * @param inFlight how many requests are kept in flight, at least 1
     * @param requests an iterator without end; used by one thread at a time
     * @param sink takes each trace after its request ended, on a single separate thread
     */
    public BackgroundLoop(Transport transport, int inFlight, Iterator<Request> requests, Consumer<Trace> sink) {
        this.transport = transport;
        this.inFlight = inFlight;
        this.requests = requests;
        this.recorder = new Recorder(
                trace -> {
                    sink.accept(trace);
                    silent.remove(trace.id());
                },
                0);
        this.queue = new RequestQueue(transport, inFlight, recorder, ended -> new DueRequest(next(), ended.ended()));
    }

    /**
     * Sends the first requests, and waits until each of them has brought output or has ended. The traces of those that ended by then are with the
     * sink.
     */
    public void start() {
        for (var i = 0; i < 2 * inFlight; i++) {
            ahead.add(creator.submit(requests::next));
        }
        var first = new ArrayList<Request>();
        for (var slot = 0; slot < inFlight; slot++) {
            first.add(next());
        }
        first.forEach(request -> silent.add(request.id()));
        var begin = transport.now();
        first.forEach(request -> queue.due(new DueRequest(request, begin)));
        queue.send();
        while (!silent.isEmpty() && !queue.isOver()) {
            queue.await(LOOK_AGAIN_NANOS);
            silent.removeAll(transport.answering());
        }
        recorder.join();
    }

    private Request next() {
        ahead.add(creator.submit(requests::next));
        try {
            return ahead.remove().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        }
    }

    /** Gives up the requests in flight, and waits until all traces are with the sink. */
    public void stop(String why) {
        queue.giveUp(why);
        recorder.join();
    }

    @Override
    public void close() {
        creator.shutdownNow();
        recorder.close();
    }
}
