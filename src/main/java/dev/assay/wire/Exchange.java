package dev.assay.wire;

import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way. The carrier's thread writes it, stamping each read before anything else; the thread of the deadlines and
 * whoever takes the trace read it. All state is guarded by this object until the exchange is over; then nothing changes any more.
 */
public final class Exchange {
    private final Request request;
    private final Ticker ticker;
    private final long scheduled;
    private long sent;
    private boolean again;
    private long resent;
    private @Nullable Begun head;
    private final BodyBuffer arrived = new BodyBuffer();
    private final ReadTimes.Builder reads = new ReadTimes.Builder();
    private long ended;
    private boolean over;
    private @Nullable NetworkFault fault;
    private @Nullable Ending givenUp;
    private Runnable stop = () -> {};
    /** Belongs to whoever takes it. */
    private @Nullable Trace trace;

    Exchange(Request request, Ticker ticker, long scheduled) {
        this.request = request;
        this.ticker = ticker;
        this.scheduled = scheduled;
        this.sent = ticker.nanos();
    }

    Request request() {
        return request;
    }

    long now() {
        return ticker.nanos();
    }

    /** The last instruction before the request is handed to its socket, or to a client that has one. */
    synchronized void stampSent() {
        if (again) {
            resent = ticker.nanos();
        } else {
            sent = ticker.nanos();
        }
    }

    synchronized long sent() {
        return sent;
    }

    /**
     * Notes that the request goes out a second time, since its kept connection died before any byte of an answer came; returns false if it
     * may not. Its first stamp stays: what was lost is a part of the time that it took.
     */
    synchronized boolean resend(NetworkFault why) {
        if (again || over || givenUp != null || !(why instanceof NetworkFault.StaleConnection)) {
            return false;
        }
        again = true;
        return true;
    }

    /** Returns whether the request goes out a second time. */
    synchronized boolean again() {
        return again;
    }

    /** Tells how the request can be stopped, on its second try anew. */
    void stopWith(Runnable how) {
        synchronized (this) {
            stop = how;
        }
        if (isGivenUp()) {
            // Whoever gave it up between its tries could only stop the first.
            how.run();
        }
    }

    /** Stops the request, which ends as {@code why} whatever still comes; returns false if it is over or was given up before. */
    boolean giveUp(Ending why) {
        Runnable how;
        synchronized (this) {
            if (over || givenUp != null) {
                return false;
            }
            givenUp = why;
            how = stop;
        }
        how.run();
        return true;
    }

    synchronized boolean isGivenUp() {
        return givenUp != null;
    }

    /** Returns when something of it came last, or else when it was sent. */
    synchronized long lastHeard() {
        var begun = head == null ? sent : head.now();
        return Math.max(begun, reads.last());
    }

    /** Returns whether an exchange that is over brought an answer to its end; whether it is a good one, only its trace tells. */
    public synchronized boolean answered() {
        return givenUp == null && fault == null && head != null && head.status() == 200;
    }

    /** Returns whether an exchange that is over was answered with a status that says that the server failed it. */
    public synchronized boolean failedByServer() {
        return givenUp == null && head != null && Ending.HttpError.failedByServer(head.status());
    }

    /** Returns when an exchange that is over ended, in the ticker's time. */
    public synchronized long ended() {
        return ended;
    }

    synchronized boolean over() {
        return over;
    }

    /** Closes the books. The time is that of the last byte's read or of the failure. */
    synchronized void end(@Nullable NetworkFault why) {
        ended = ticker.nanos();
        fault = why;
        over = true;
    }

    /** Returns when the last output came, in the ticker's time; empty when none has. Parses what has come so far. */
    OptionalLong lastOutput() {
        Payload body;
        ReadTimes times;
        synchronized (this) {
            body = arrived.payload();
            times = reads.build();
        }
        return Transcript.of(body).chunks().stream()
                .filter(Transcript.Chunk::output)
                .mapToLong(chunk -> times.arrival(chunk.end()))
                .max();
    }

    /** Returns the trace of an exchange that is over. Reads and packs the body at first: call it where time does not matter. */
    public Trace trace() {
        // From here on nothing changes, so parsing needs no lock, and bytes that still come do not wait for it.
        if (!over()) {
            throw new IllegalStateException("request " + request.id() + " is not over");
        }
        if (trace == null) {
            trace = trace(Body.of(arrived.payload()));
            synchronized (this) {
                arrived.release();
            }
        }
        return trace;
    }

    private Trace trace(Body body) {
        var whole = head == null ? null : head.head();
        return new Trace(
                request.id(),
                request.warmup(),
                request.body().sha256(),
                scheduled,
                sent,
                again ? 1 : 0,
                again ? resent : null,
                whole,
                reads.build(),
                body,
                ended,
                ending(whole, body));
    }

    private Ending ending(@Nullable ResponseHead whole, Body body) {
        if (givenUp != null) {
            return givenUp;
        }
        if (fault == null && whole != null) {
            return Ending.ofCleanEnd(whole, body);
        }
        var why = fault == null ? "no answer" : fault.words();
        if (fault instanceof NetworkFault.NotConnected) {
            return new Ending.ConnectFailed(why);
        }
        return whole == null
                ? new Ending.Truncated("the connection ended before an answer (" + why + ")")
                : Ending.ofCut(whole, body, why);
    }

    /** Notes that the head of the answer came. What asks for its headers is called once the exchange is over. */
    synchronized void answer(int status, Supplier<Map<String, String>> headers, long now) {
        if (!over) {
            head = new Begun(status, headers, now);
        }
    }

    private record Begun(int status, Supplier<Map<String, String>> headers, long now) {
        ResponseHead head() {
            var kept = new TreeMap<String, String>();
            headers.get().forEach((name, value) -> kept.put(name.toLowerCase(Locale.ROOT), value));
            kept.remove("set-cookie");
            return new ResponseHead(status, kept, now);
        }
    }

    /** Notes what one read brought of the body, if anything. */
    synchronized void read(List<ByteBuffer> buffers, long now) {
        if (over) {
            return;
        }
        var before = arrived.size();
        buffers.forEach(arrived::add);
        if (arrived.size() > before) {
            reads.add(arrived.size(), now);
        }
    }
}
