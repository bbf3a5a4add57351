package dev.assay.trace;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One request with all that came back. Times are nanoseconds of one monotonic clock whose zero is the start of the test.
 *
 * @param id {@code <row>-<sequence>} for a load test, {@code <evalset>-<question>} for a question
 * @param warmup whether the request only warmed the server and is not measured
 * @param requestSha256 of the request's body, lower-case hex
 * @param scheduled when it was due
 * @param sent the last instant before it was handed to the transport the first time
 * @param resends how often it was sent again because its kept connection died before a byte of an answer came, 0 or 1
 * @param resent the last instant before it was handed to the transport again; absent where it was not, and in files of versions that kept
 *     only this stamp, as {@code sent}
 * @param head the response's head; absent when none came
 * @param reads when the bytes of the body came
 * @param body the body, as far as it came
 * @param ended when it ended
 * @param ending how it ended
 * @param textTokens what the deployment's tokenizer makes of its text; absent where that was not asked
 */
public record Trace(
        String id,
        boolean warmup,
        String requestSha256,
        long scheduled,
        long sent,
        int resends,
        @Nullable Long resent,
        @Nullable ResponseHead head,
        ReadTimes reads,
        Body body,
        long ended,
        Ending ending,
        @Nullable TextTokens textTokens) {
    /** A request whose text no tokenizer was asked about. */
    public Trace(
            String id,
            boolean warmup,
            String requestSha256,
            long scheduled,
            long sent,
            int resends,
            @Nullable Long resent,
            @Nullable ResponseHead head,
            ReadTimes reads,
            Body body,
            long ended,
            Ending ending) {
        this(id, warmup, requestSha256, scheduled, sent, resends, resent, head, reads, body, ended, ending, null);
    }

    /** A request of which nobody wrote down when it was sent again, if it was. */
    public Trace(
            String id,
            boolean warmup,
            String requestSha256,
            long scheduled,
            long sent,
            int resends,
            @Nullable ResponseHead head,
            ReadTimes reads,
            Body body,
            long ended,
            Ending ending) {
        this(id, warmup, requestSha256, scheduled, sent, resends, null, head, reads, body, ended, ending);
    }

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
        var timedHead = new ResponseHead(head.status(), head.headers(), recorded.head.nanos());
        return new Trace(
                id,
                warmup,
                requestSha256,
                recorded.scheduled,
                recorded.sent,
                recorded.resends,
                recorded.resent,
                timedHead,
                recorded.reads,
                body,
                recorded.ended,
                ending,
                recorded.textTokens);
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
        return new Trace(
                id,
                warmup,
                requestSha256,
                scheduled,
                sent,
                resends,
                resent,
                head,
                reads,
                body,
                ended,
                other,
                textTokens);
    }

    /** Returns this trace with what a tokenizer makes of its text. */
    public Trace with(TextTokens tokens) {
        return new Trace(
                id, warmup, requestSha256, scheduled, sent, resends, resent, head, reads, body, ended, ending, tokens);
    }

    /** Returns how long the first sending and its end took, which is in all times since {@code sent}; empty where nobody knows. */
    public OptionalLong lost() {
        if (resends == 0) {
            return OptionalLong.of(0);
        }
        return resent == null ? OptionalLong.empty() : OptionalLong.of(resent - sent);
    }

    /** Returns this trace as it would have been, had it been due and sent {@code start} nanoseconds earlier, and lost nothing. */
    public Trace unlost(long start) {
        var rest = start + lost().orElse(0);
        return new Trace(
                id,
                warmup,
                requestSha256,
                scheduled - start,
                sent - start,
                0,
                null,
                head == null ? null : new ResponseHead(head.status(), head.headers(), head.nanos() - rest),
                reads.earlier(rest),
                body,
                ended - rest,
                ending,
                textTokens);
    }
}
