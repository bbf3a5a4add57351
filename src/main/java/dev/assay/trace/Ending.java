package dev.assay.trace;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How a request ended. Only {@link Complete} counts; every other ending keeps its own name and is never a short answer or a zero. */
public sealed interface Ending {
    /** How a stream ended that the transport saw end as it should. */
    String CLEAN_END = "the stream ended";

    /** What a stream lacks that gave a finish reason and not the mark of its end. */
    String NO_DONE = "without [DONE]";

    /** Returns the ending's word, as DESIGN and the trace files have it: {@code HTTP_ERROR}. */
    String word();

    /** Returns what happened, in the server's or the network's words; empty for {@link Complete}. */
    String detail();

    /** Returns the detail, or the word in lower case where there is none. */
    default String describe() {
        return detail().isEmpty() ? word().toLowerCase(Locale.ROOT) : detail();
    }

    /**
     * Returns whether the server is at fault: it answered that it could not (5xx, 429), said so in the stream, or gave the answer up. What
     * was refused, reset, cut or late may be the network's doing, and any other 4xx is the request's.
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

    /** The answer was no stream: another status than 200, or another content type than an event stream's. */
    record HttpError(int status, String detail) implements Ending {
        private static final int TOO_MANY_REQUESTS = 429;
        private static final int SERVER_ERRORS = 500;

        /** Returns whether a status says that the server failed the request. */
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

    /** The stream carried an error, or said that the server gave the answer up, whatever followed. */
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

    /** A deadline of the gate passed, and the gate closed the connection. */
    record Timeout(Deadline which, String detail) implements Ending {
        @Override
        public String word() {
            return "TIMEOUT";
        }
    }

    /** The gate gave the request up for a reason that lies outside it. */
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

    /** Returns how an answer ended that came in whole as far as the transport can tell: a clean end is no proof of a whole answer. */
    static Ending ofCleanEnd(ResponseHead head, Body body) {
        if (head.status() != 200) {
            return new HttpError(head.status(), errorIn(body));
        }
        var type = head.headers().getOrDefault("content-type", "none");
        if (!type.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
            var words = Transcript.refusal(body.text());
            return new HttpError(
                    200,
                    "expected an event stream, found content type " + type
                            + words.map(text -> ": " + text).orElse(""));
        }
        return ofStream(body.transcript(), CLEAN_END);
    }

    /** Returns how an answer ended whose connection broke off after {@code body}. */
    static Ending ofCut(ResponseHead head, Body body, String why) {
        if (head.status() != 200) {
            return new HttpError(head.status(), errorIn(body));
        }
        return ofStream(body.transcript(), "the connection was cut (" + why + ")");
    }

    /** Returns an ending that was written down earlier, unless its stream says otherwise by what is known today of words for errors and ends. */
    static Ending reread(Ending written, Body body) {
        var today = body.transcript();
        return switch (written) {
            case Complete complete ->
                today.error() == null && today.finishReason() != null ? complete : ofStream(today, CLEAN_END);
            case Truncated truncated -> today.error() == null ? truncated : new StreamError(today.error());
            case Ending other -> other;
        };
    }

    /** Returns whether nothing but {@code [DONE]} is missing from a stream that the transport saw end as it should. */
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
            return "without a finish reason after " + transcript.chunks().size() + " events";
        }
        return transcript.done() ? null : NO_DONE;
    }

    private static String errorIn(Body body) {
        var text = body.text();
        if (text.isBlank()) {
            return "no body";
        }
        try {
            return ErrorWords.in(JsonMapper.shared().readTree(text));
        } catch (JacksonException e) {
            return Transcript.abbreviated(text);
        }
    }
}
