package dev.assay.trace;

import dev.assay.trace.choices.OneLine;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a request ended. Only the answer of a {@link Complete} request is used for figures; a request with any other ending is never treated as a short
 * answer or as zero.
 */
public sealed interface Ending {
    /** The detail of a stream that ended without a network fault. */
    String CLEAN_END = "the stream ended";

    /** What is missing in a stream that has a finish reason and no end mark. */
    String NO_DONE = "without [DONE]";

    /** Returns the name of the ending as trace files have it: {@code HTTP_ERROR}. */
    String word();

    /** Returns what happened, in the server's or the network's words; empty for {@link Complete}. */
    String detail();

    /** Returns the detail, or the word in lower case where there is none. */
    default String describe() {
        return detail().isEmpty() ? word().toLowerCase(Locale.ROOT) : detail();
    }

    /**
     * Returns whether the server is at fault: its status is 5xx or 429, its stream has an error, or it gave the answer up. The network may be the
     * cause of a connection that was refused, reset or cut, or of a late answer; the request is the cause of any other 4xx.
     */
    default boolean failedByServer() {
        return switch (this) {
            case HttpError error -> HttpError.failedByServer(error.status());
            case StreamError ignored -> true;
            case Complete ignored -> false;
            case Truncated ignored -> false;
            case Timeout ignored -> false;
            case Cancelled ignored -> false;
            case ConnectFailed ignored -> false;
        };
    }

    /** The stream gave a finish reason and {@code [DONE]}; {@link Trace#wholeByItsUsage} says where an answer needs no {@code [DONE]}. */
    record Complete() implements Ending {
        @Override
        public String word() {
            return "COMPLETE";
        }

        @Override
        public String detail() {
            return "";
        }
    }

    /** The answer was not an event stream: its status is not 200, or it has another content type. */
    record HttpError(int status, String detail) implements Ending {
        private static final int TOO_MANY_REQUESTS = 429;
        private static final int SERVER_ERRORS = 500;

        /** Returns whether a status means that the server failed the request. */
        public static boolean failedByServer(int status) {
            return status >= SERVER_ERRORS || status == TOO_MANY_REQUESTS;
        }

        @Override
        public String word() {
            return "HTTP_ERROR";
        }

        @Override
        public String describe() {
            return status + " " + detail;
        }
    }

    /** The stream has an error, or says that the server gave the answer up, whatever follows. */
    record StreamError(String detail) implements Ending {
        @Override
        public String word() {
            return "STREAM_ERROR";
        }
    }

    /** The stream ended without a finish reason or without {@code [DONE]}, or the connection was cut. */
    record Truncated(String detail) implements Ending {
        @Override
        public String word() {
            return "TRUNCATED";
        }
    }

    /** A deadline passed, and the client closed the connection. */
    record Timeout(Deadline which, String detail) implements Ending {
        @Override
        public String word() {
            return "TIMEOUT";
        }
    }

    /** The client gave the request up for a reason outside the request. */
    record Cancelled(String detail) implements Ending {
        @Override
        public String word() {
            return "CANCELLED";
        }
    }

    /** No connection could be made. */
    record ConnectFailed(String detail) implements Ending {
        @Override
        public String word() {
            return "CONNECT_FAILED";
        }
    }

    /** The stages of a request that have a deadline. */
    enum Deadline {
        CONNECT,
        FIRST_OUTPUT,
        GAP,
        TOTAL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Returns the ending of an answer that ended without a network fault. Such an answer may still be incomplete. */
    static Ending ofCleanEnd(ResponseHead head, Body body) {
        if (head.status() != 200) {
            return new HttpError(head.status(), refusal(head, body));
        }
        var type = type(head);
        if (!type.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
            var words = Transcript.refusal(body.text());
            return new HttpError(
                    200,
                    "expected an event stream, found content type " + type
                            + words.map(text -> ": " + text).orElse(""));
        }
        return ofStream(body.transcript(), CLEAN_END);
    }

    /** Returns the ending of an answer that should be one JSON object, and that ended without a network fault. */
    static Ending ofWhole(ResponseHead head, Body body) {
        if (head.status() != 200) {
            return new HttpError(head.status(), refusal(head, body));
        }
        var type = type(head);
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            return new HttpError(200, "expected one JSON object, found content type " + type);
        }
        if (!WholeAnswer.in(body)) {
            return new HttpError(
                    200,
                    "expected one JSON object with choices"
                            + Transcript.refusal(body.text())
                                    .map(text -> ": " + text)
                                    .orElse(""));
        }
        return ofStream(body.transcript(), "the answer ended");
    }

    /** Returns the ending of an answer whose connection broke after {@code body}. */
    static Ending ofCut(ResponseHead head, Body body, String why) {
        if (head.status() != 200) {
            return new HttpError(head.status(), refusal(head, body));
        }
        return ofStream(body.transcript(), "the connection was cut (" + why + ")");
    }

    /**
     * Returns an ending that was recorded earlier, or the one that this version finds in the stream, since it may know more words for errors and
     * finish reasons.
     */
    static Ending reread(Ending written, Body body) {
        var today = body.transcript();
        return switch (written) {
            case Complete complete ->
                today.error() == null && today.finishReason() != null ? complete : ofStream(today, CLEAN_END);
            case Truncated truncated -> today.error() == null ? truncated : new StreamError(today.error());
            case Ending other -> other;
        };
    }

    /** Returns whether only {@code [DONE]} is missing from a stream that ended without a network fault. */
    static boolean lacksOnlyDone(Ending ending) {
        return ending.equals(new Truncated(CLEAN_END + " " + NO_DONE));
    }

    private static Ending ofStream(Transcript transcript, String how) {
        if (transcript.error() != null) {
            return new StreamError(transcript.error());
        }
        var missing = missing(transcript);
        return missing == null ? new Complete() : new Truncated(how + " " + missing);
    }

    private static @Nullable String missing(Transcript transcript) {
        if (transcript.finishReason() == null) {
            var events = transcript.chunks().size();
            return "without a finish reason after " + events + (events == 1 ? " event" : " events");
        }
        return transcript.done() ? null : NO_DONE;
    }

    /** Returns the type of the content, which a compression changes; nobody asked for one. */
    private static String type(ResponseHead head) {
        var coding = head.headers().getOrDefault("content-encoding", "identity");
        return (coding.equalsIgnoreCase("identity") ? "" : coding + " of ")
                + head.headers().getOrDefault("content-type", "none");
    }

    private static String refusal(ResponseHead head, Body body) {
        var location = head.headers().get("location");
        return head.status() / 100 == 3 && location != null
                ? "redirected to " + OneLine.abbreviated(location)
                        + ", and redirects are not followed: name that address"
                : errorIn(body);
    }

    private static String errorIn(Body body) {
        var text = body.text();
        if (text.isBlank()) {
            return "no body";
        }
        try {
            return ErrorWords.in(JsonMapper.shared().readTree(text));
        } catch (JacksonException e) {
            return OneLine.abbreviated(text);
        }
    }
}
