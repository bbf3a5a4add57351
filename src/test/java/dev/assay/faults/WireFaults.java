package dev.assay.faults;

import static dev.assay.faults.Answers.DONE;
import static dev.assay.faults.Answers.FIRST;
import static dev.assay.faults.Answers.LAST;
import static dev.assay.faults.Answers.USAGE;
import static dev.assay.faults.SmallGate.answering;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.faults.Fault.Place;
import dev.assay.testing.Script;
import java.time.Duration;
import java.util.List;

/** Faults of connections and of what they carry. */
final class WireFaults {
    private static final long GIGABYTE = 1L << 30;
    private static final String HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n";

    private WireFaults() {}

    private static byte[] chunk(int size) {
        return (Integer.toHexString(size) + "\r\n" + "a".repeat(size) + "\r\n").getBytes(ISO_8859_1);
    }

    private static String whole() {
        return FIRST + LAST + USAGE + DONE;
    }

    private static Script document(String headers, String body) {
        return Script.silence().raw(HEAD + headers + "\r\n" + body);
    }

    static List<Fault> rows() {
        return new Rows(Place.WIRE)
                .harmless("no fault", "the gate as it is in every row", answering(Answers.good()))
                .unmeasured(
                        "reset before the answer", answering(Script.silence().reset()))
                .unmeasured(
                        "reset in the middle of the answer",
                        answering(Script.stream().chunk(FIRST).reset()))
                .unmeasured(
                        "closed before the answer", answering(Script.silence().hangUp()))
                .unmeasured(
                        "closed in the middle of an event",
                        answering(Script.stream().chunk(FIRST).cutIn(LAST.substring(0, 40))))
                .unmeasured(
                        "closed in the middle of the headers",
                        answering(Script.silence().raw(HEAD).hangUp()))
                .unmeasured(
                        "slow headers: one byte in each 100 ms",
                        answering(
                                Script.silence().trickle(HEAD, Duration.ofMillis(100)),
                                "deadlines: {first-output: 500 ms}"))
                .unmeasured(
                        "silent before the first token",
                        answering(Script.stream().untilClosed(), "deadlines: {first-output: 500 ms}"))
                .unmeasured(
                        "silent but for comments",
                        answering(Script.stream().drip(": ping\n\n"), "deadlines: {first-output: 500 ms}"))
                .unmeasured(
                        "stalls after a token",
                        answering(Script.stream().chunk(FIRST).untilClosed(), "deadlines: {gap: 500 ms}"))
                .unmeasured(
                        "stalls before [DONE]",
                        answering(
                                Script.stream().chunk(FIRST + LAST + USAGE).untilClosed(), "deadlines: {gap: 500 ms}"))
                .unmeasured(
                        "stalls after [DONE]",
                        answering(Script.stream().chunk(whole()).untilClosed(), "deadlines: {gap: 500 ms}"))
                .unmeasured(
                        "an event of a gigabyte",
                        answering(
                                Script.stream().flood(chunk(1 << 20), GIGABYTE).end()))
                .unmeasured(
                        "an endless stream of tokens",
                        answering(Script.stream()
                                .flood(
                                        "%x\r\n%s\r\n"
                                                .formatted(FIRST.length(), FIRST)
                                                .repeat(1000)
                                                .getBytes(UTF_8),
                                        Long.MAX_VALUE)))
                .unmeasured(
                        "an endless header line",
                        answering(Script.silence().raw(HEAD + "x: ").flood(new byte[1 << 16], GIGABYTE)))
                .unmeasured(
                        "endless header lines",
                        answering(Script.silence()
                                .raw(HEAD)
                                .flood("x: y\r\n".repeat(10000).getBytes(UTF_8), GIGABYTE)))
                .unmeasured(
                        "endless interim answers (100 Continue)",
                        answering(Script.silence()
                                .flood(
                                        "HTTP/1.1 100 Continue\r\n\r\n"
                                                .repeat(1000)
                                                .getBytes(UTF_8),
                                        Long.MAX_VALUE)))
                .unmeasured(
                        "a chunk with a negative size",
                        answering(Script.stream().raw("-5\r\n" + FIRST)))
                .unmeasured("a chunk without an end", answering(Script.stream().raw("5\r\n" + FIRST)))
                .unmeasured(
                        "a chunk size above all numbers",
                        answering(Script.stream().raw("fffffffffffffffff\r\n" + FIRST)))
                .unmeasured(
                        "another protocol (SSH)",
                        answering(
                                Script.silence().raw("SSH-2.0-OpenSSH_9.6\r\n").hangUp()))
                .harmless(
                        "a length that is more than comes",
                        "the finish reason and [DONE] came",
                        answering(document("content-length: 5000\r\n", whole()).hangUp()))
                .unmeasured(
                        "a length that is less than comes",
                        answering(document("content-length: " + FIRST.length() + "\r\n", whole())))
                .harmless(
                        "bytes after the end of the answer",
                        "nobody reads them, and the connection is closed",
                        answering(document("content-length: " + whole().length() + "\r\n", whole() + "garbage")))
                .harmless(
                        "no length of the answer, which ends when the server closes",
                        "HTTP/1.1 allows it",
                        answering(document("", whole()).hangUp()))
                .harmless(
                        "the server closes after each answer, and says so",
                        "another connection is opened",
                        answering(document("connection: close\r\ncontent-length: " + whole().length() + "\r\n", whole())
                                .hangUp()))
                .unmeasured(
                        "gzip that nobody asked for",
                        answering(document(
                                "content-encoding: gzip\r\ncontent-length: 20\r\n",
                                "\u001f\u008b\b\0\0\0\0\0\0\3\3\0\0\0\0\0\0\0\0\0")))
                .unmeasured(
                        "an empty answer with status 204",
                        answering(Script.silence().raw("HTTP/1.1 204 No Content\r\n\r\n")))
                .unmeasured(
                        "a page of HTML with status 200",
                        answering(Script.document(200, "text/html", "<html><body>Sign in</body></html>")))
                .unmeasured(
                        "an answer that is no stream",
                        answering(Script.json(200, "{\"choices\":[{\"text\":\"aaa\",\"finish_reason\":\"length\"}]}")))
                .rows();
    }
}
