package dev.assay.trace;

import org.jspecify.annotations.Nullable;

/**
 * One request with all that came back. Times are nanoseconds of one monotonic clock whose zero is the start of the row.
 *
 * @param id {@code <row>-<sequence>} for a cell, {@code <evalset>-<question>} for a question
 * @param warmup whether the request only warmed the server and is not measured
 * @param requestSha256 of the request's body, lower-case hex
 * @param scheduled when it was due
 * @param sent the last instant before it was handed to the transport; of the second try, if it was re-sent
 * @param resends how often it was sent again because its connection had died idle, 0 or 1
 * @param head the response's head; absent when none came
 * @param reads when the bytes of the body came
 * @param body the body, as far as it came
 * @param ended when it ended
 * @param ending how it ended
 */
public record Trace(
        String id,
        boolean warmup,
        String requestSha256,
        long scheduled,
        long sent,
        int resends,
        @Nullable Head head,
        Reads reads,
        Body body,
        long ended,
        Ending ending) {
    /** Returns what the body says. */
    public Transcript transcript() {
        return body.transcript();
    }

    public boolean complete() {
        return ending instanceof Ending.Complete;
    }

    /** Returns whether this is {@code recorded} once more: the same id, request, status and bytes. */
    public boolean replays(Trace recorded) {
        return head != null
                && recorded.head != null
                && head.status() == recorded.head.status()
                && id.equals(recorded.id)
                && requestSha256.equals(recorded.requestSha256)
                && body.equals(recorded.body);
    }

    /**
     * Returns this trace with the times of {@code recorded}: what was asked and answered stays, when it came is exchanged.
     *
     * @throws IllegalArgumentException if this does not replay {@code recorded}
     */
    public Trace withTimesOf(Trace recorded) {
        if (head == null || recorded.head == null || !replays(recorded)) {
            throw new IllegalArgumentException("trace " + id + " is no replay of " + recorded.id);
        }
        var timedHead = new Head(head.status(), head.headers(), recorded.head.nanos());
        return new Trace(
                id,
                warmup,
                requestSha256,
                recorded.scheduled,
                recorded.sent,
                recorded.resends,
                timedHead,
                recorded.reads,
                body,
                recorded.ended,
                ending);
    }

    /**
     * Returns this trace as one of a server that need not send {@code [DONE]}: it is complete if the transport saw the stream end as it
     * should, and the stream gave a finish reason and the usage that was asked for. Both come last, so a stream that was cut lacks one.
     */
    public Trace wholeByItsUsage() {
        return Ending.lacksOnlyDone(ending) && transcript().usage() != null ? endedAs(new Ending.Complete()) : this;
    }

    /** Returns this trace with another ending. */
    public Trace endedAs(Ending other) {
        return new Trace(id, warmup, requestSha256, scheduled, sent, resends, head, reads, body, ended, other);
    }
}
