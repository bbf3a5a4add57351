package dev.assay.trace;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One request with all that came back. Times are nanoseconds of one monotonic clock whose zero is the start of the test.
 *
 * @param id {@code <test>-<sequence>} for a load test, {@code <evalset>-<question>} for a question
 * @param warmup whether the request only warmed the server up and is not measured
 * @param requestSha256 of the request's body, lower-case hex
 * @param scheduled when it was planned to be sent
 * @param sent the last instant before the transport took it, the first time
 * @param resends how often it was sent again because its kept connection ended before any byte of an answer came, 0 or 1
 * @param resent the last instant before the transport took it again; absent if it was sent once. Absent too in files of earlier versions, which kept
 *     only this stamp, as {@code sent}
 * @param head the response's head; absent if none came
 * @param reads when the bytes of the body came
 * @param body the body, as far as it came
 * @param ended when it ended
 * @param ending how it ended
 * @param textTokens the tokens that the deployment's tokenizer counts in its text; absent if they were not counted
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
    /** A request whose text was not tokenized. */
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

    /** A request for which it was not recorded when it was sent again. */
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

    /** Returns the content of the body. */
    public Transcript transcript() {
        return body.transcript();
    }

    public boolean complete() {
        return ending instanceof Ending.Complete;
    }

    /** Returns whether this trace replays {@code recorded}: it has the same id, request, status and bytes. */
    public boolean replays(Trace recorded) {
        return head != null
                && recorded.head != null
                && head.status() == recorded.head.status()
                && id.equals(recorded.id)
                && requestSha256.equals(recorded.requestSha256)
                && body.equals(recorded.body);
    }

    /**
     * Returns this trace with the times of {@code recorded}: the request and the answer stay, and the times are replaced.
     *
     * @throws IllegalArgumentException if this does not replay {@code recorded}
     */
    public Trace withTimesOf(Trace recorded) {
        if (head == null || recorded.head == null || !replays(recorded)) {
            throw new IllegalArgumentException("trace " + id + " does not replay " + recorded.id);
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
     * Returns this trace as one of a server that need not send {@code [DONE]}. It is complete if the stream ended without a network fault and has a
     * finish reason and the requested usage. These come last, so a stream that was cut lacks one of them.
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

    /** Returns this trace with the tokens that a tokenizer counts in its text. */
    public Trace with(TextTokens tokens) {
        return new Trace(
                id, warmup, requestSha256, scheduled, sent, resends, resent, head, reads, body, ended, ending, tokens);
    }

    /** Returns the time that the first try took, which is part of all times since {@code sent}; empty if it is not known. */
    public OptionalLong lost() {
        if (resends == 0) {
            return OptionalLong.of(0);
        }
        return resent == null ? OptionalLong.empty() : OptionalLong.of(resent - sent);
    }

    /** Returns this trace with all times {@code start} nanoseconds earlier, and without the time that a first try took. */
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
