package dev.assay.wire;

import dev.assay.input.SecretText;
import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript;
import dev.assay.wire.secrets.Secrets;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request that is under way. The sender's thread writes it and stamps each read before it does anything else. The thread that watches the
 * deadlines and the caller that takes the trace read it. This object guards all state until the exchange is over; after that nothing changes.
 */
public final class Exchange {
    static final String TOO_LONG = "the answer was longer than 64 MiB, so the client closed the connection";
    /** An answer of 100,000 tokens has about 30 MB. A server that never ends its answer must not fill the memory. */
    private static final int LONGEST = 64 << 20;

    private final Request request;
    private final Ticker ticker;
    private final long scheduled;
    private final Secrets secrets;
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
    /** Used only by the thread that takes the trace. */
    private @Nullable Trace trace;

    Exchange(Request request, Ticker ticker, long scheduled) {
        this(request, ticker, scheduled, Secrets.NONE);
    }

    /** @param secrets what must not stand in the trace */
    Exchange(Request request, Ticker ticker, long scheduled, Secrets secrets) {
        this.secrets = secrets;
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

    /** Stamps the request as sent: the last instruction before the socket, or the JDK's client, takes it. */
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
     * Notes that the request is sent a second time, since its kept connection ended before any byte of an answer came. Returns false if it may not be
     * sent again. The first stamp stays, so that the lost time counts.
     */
    synchronized boolean resend(NetworkFault why) {
        if (again || over || givenUp != null || !(why instanceof NetworkFault.StaleConnection)) {
            return false;
        }
        again = true;
        return true;
    }

    /** Returns whether the request is being sent a second time. */
    synchronized boolean again() {
        return again;
    }

    /** Sets how the request can be stopped; called again for the second try. */
    void stopWith(Runnable how) {
        synchronized (this) {
            stop = how;
        }
        if (isGivenUp()) {
            // A caller that gave it up between the two tries could only stop the first.
            how.run();
        }
    }

    /** Stops the request. It ends as {@code why}, whatever still comes. Returns false if it is over or was already given up. */
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

    /** Returns when the last byte of the answer came; if none has come, when the request was sent. */
    synchronized long lastHeard() {
        var begun = head == null ? sent : head.now();
        return Math.max(begun, reads.last());
    }

    /** Returns whether a finished exchange received a complete answer of status 200. Whether the answer is good is for its trace to say. */
    public synchronized boolean answered() {
        return givenUp == null && fault == null && head != null && head.status() == 200;
    }

    /** Returns whether a finished exchange has a status that says that the server failed the request. */
    public synchronized boolean failedByServer() {
        return givenUp == null && head != null && Ending.HttpError.failedByServer(head.status());
    }

    /** Returns when a finished exchange ended, in the ticker's time. */
    public synchronized long ended() {
        return ended;
    }

    synchronized boolean over() {
        return over;
    }

    /** Ends the exchange. Its end is now: the time of the last read, or of the failure. */
    synchronized void end(@Nullable NetworkFault why) {
        ended = ticker.nanos();
        fault = why;
        over = true;
    }

    /** Returns whether the output comes piece by piece, so that deadlines other than that of the whole request apply. */
    boolean streams() {
        return request.streamed();
    }

    /** Returns when the last output came, in the ticker's time; empty if none has come. Parses the bytes that have come so far. */
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

    /** Returns the trace of a finished exchange. The first call parses and compresses the body, so do not call it while anything is timed. */
    public Trace trace() {
        // A finished exchange does not change, so parsing needs no lock, and bytes that still come do not wait.
        if (!over()) {
            throw new IllegalStateException("request " + request.id() + " is not over");
        }
        if (trace == null) {
            trace = trace(secrets.body(arrived.payload()));
            synchronized (this) {
                arrived.release();
            }
        }
        return trace;
    }

    private Trace trace(Body body) {
        var whole = head == null ? null : head.head(secrets);
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
            return request.streamed() ? Ending.ofCleanEnd(whole, body) : Ending.ofWhole(whole, body);
        }
        var why = fault == null ? "no answer" : fault.words();
        if (fault instanceof NetworkFault.NotConnected) {
            return new Ending.ConnectFailed(why);
        }
        return whole == null
                ? new Ending.Truncated("the connection ended before an answer (" + why + ")")
                : Ending.ofCut(whole, body, why);
    }

    /** Notes that the head of the answer came. The supplier of the headers is called only after the exchange is over. */
    synchronized void answer(int status, Supplier<Map<String, String>> headers, long now) {
        if (!over) {
            head = new Begun(status, headers, now);
        }
    }

    private record Begun(int status, Supplier<Map<String, String>> headers, long now) {
        ResponseHead head(Secrets secrets) {
            var kept = new TreeMap<String, String>();
            headers.get().forEach((name, value) -> kept.put(name.toLowerCase(Locale.ROOT), secrets.strikeOut(value)));
            kept.remove("set-cookie");
            // An address may have a key that the server made, and that nobody here knows.
            kept.computeIfPresent("location", (name, address) -> SecretText.hiddenIn(address));
            return new ResponseHead(status, kept, now);
        }
    }

    /** Returns whether the answer has more bytes than any answer should have, so that the connection must be closed. */
    synchronized boolean isTooLong() {
        return arrived.size() > LONGEST;
    }

    /** Notes the bytes of the body that one read brought, if any. Nothing more is kept of an answer that is too long. */
    synchronized void read(List<ByteBuffer> buffers, long now) {
        if (over || isTooLong()) {
            return;
        }
        var before = arrived.size();
        try {
            buffers.forEach(arrived::add);
        } finally {
            // Where the memory is too small for the rest, each byte that was kept still belongs to a read.
            if (arrived.size() > before) {
                reads.add(arrived.size(), now);
            }
        }
    }
}
