package dev.assay.faults;

import static dev.assay.faults.Answers.DONE;
import static dev.assay.faults.Answers.FIRST;
import static dev.assay.faults.Answers.LAST;
import static dev.assay.faults.Answers.USAGE;
import static dev.assay.faults.SmallGate.answering;

import dev.assay.faults.Fault.Place;
import dev.assay.testing.Script;
import java.util.List;

/** Faults of the events of a stream. */
final class StreamFaults {
    private static final String ERROR =
            "data: {\"error\":{\"message\":\"EngineCore encountered an issue.\",\"type\":\"InternalServerError\",\"code\":500}}\n\n";

    private StreamFaults() {}

    private static Fault.Plant stream(String... parts) {
        return answering(Script.stream(parts));
    }

    private static String usage(String json) {
        return Answers.event("\"choices\":[],\"usage\":" + json);
    }

    static List<Fault> rows() {
        return new Rows(Place.WIRE)
                .unmeasured("no finish reason", stream(FIRST, DONE))
                .unmeasured("no [DONE]", stream(FIRST, LAST, USAGE))
                .unmeasured("nothing but [DONE]", stream(DONE))
                .unmeasured("an empty stream", stream())
                .fails("text after [DONE]", stream(FIRST, LAST, USAGE, DONE, FIRST))
                .fails("an error after one token", stream(FIRST, ERROR))
                .fails("an error after one token, then all as if well", stream(FIRST, ERROR, LAST, USAGE, DONE))
                .fails(
                        "the server gives up (finish_reason abort)",
                        stream(FIRST, LAST.replace("length", "abort"), USAGE, DONE))
                .harmless(
                        "an unknown finish reason",
                        "the answer is whole, and an audit names the word",
                        stream(FIRST, LAST.replace("length", "bored"), USAGE, DONE))
                .unmeasured("usage is missing", stream(FIRST, LAST, DONE))
                .unmeasured("usage is wrong", stream(FIRST, LAST, Answers.usage(4, 3), DONE))
                .unmeasured("usage is null", stream(FIRST, LAST, usage("null"), DONE))
                .unmeasured("usage is below 0", stream(FIRST, LAST, Answers.usage(-4, -2), DONE))
                .unmeasured(
                        "usage is above all whole numbers",
                        stream(FIRST, LAST, usage("{\"prompt_tokens\":4e999999999,\"completion_tokens\":2}"), DONE))
                .unmeasured("usage is a text", stream(FIRST, LAST, usage("\"many\""), DONE))
                .unmeasured(
                        "fewer tokens than asked for",
                        stream(FIRST.replace("null", "\"length\""), Answers.usage(4, 1), DONE))
                .unmeasured("more tokens than asked for", stream(FIRST, FIRST, LAST, Answers.usage(4, 3), DONE))
                .harmless(
                        "lines of garbage between the events",
                        "a reader of event streams passes over unknown lines",
                        stream(FIRST, "garbage\n\n", LAST, USAGE, DONE))
                .fails("an event that is no JSON", stream(FIRST, "data: {oops\n\n", LAST, USAGE, DONE))
                .fails(
                        "an event that is nested 100,000 deep",
                        stream(FIRST, "data: " + "[".repeat(100_000) + "\n\n", LAST, USAGE, DONE))
                .harmless(
                        "bytes that are no UTF-8 between the events",
                        "a reader of event streams passes over unknown lines",
                        answering(Script.stream()
                                .chunk(FIRST)
                                .chunk(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 10, 10})
                                .chunk(LAST + USAGE + DONE)
                                .end()))
                .harmless(
                        "bytes that are no UTF-8 in a token",
                        "they are replaced in its text, and the token counts",
                        answering(Script.stream()
                                .chunk("data: {\"model\":\"small\",\"choices\":[{\"index\":0,\"text\":\"")
                                .chunk(new byte[] {(byte) 0xff})
                                .chunk("\",\"finish_reason\":null}]}\n\n" + LAST + USAGE + DONE)
                                .end()))
                .unmeasured("each event twice", stream(FIRST, FIRST, LAST, LAST, USAGE, DONE))
                .unmeasured("the last token before the first", stream(LAST, FIRST, USAGE, DONE))
                .harmless("usage before the tokens", "the counts are the same", stream(USAGE, FIRST, LAST, DONE))
                .unmeasured(
                        "another model echoed",
                        stream(
                                FIRST.replace("small", "large"),
                                LAST.replace("small", "large"),
                                USAGE.replace("small", "large"),
                                DONE))
                .unmeasured(
                        "another model echoed from the second event on",
                        stream(FIRST, LAST.replace("small", "large"), USAGE.replace("small", "large"), DONE))
                .harmless(
                        "no model echoed",
                        "a note says so, and the protocol test asks for the name",
                        stream(
                                FIRST.replace("\"model\":\"small\",", ""),
                                LAST.replace("\"model\":\"small\",", ""),
                                USAGE.replace("\"model\":\"small\",", ""),
                                DONE))
                .fails(
                        "two answers in one event",
                        stream(
                                Answers.event(
                                        "\"choices\":[{\"index\":0,\"text\":\" aaa\"},{\"index\":1,\"text\":\" bbb\"}]"),
                                LAST.replace(" bbb", ""),
                                USAGE,
                                DONE))
                .fails(
                        "two answers in one stream (n = 2)",
                        stream(
                                FIRST,
                                FIRST.replace("\"index\":0", "\"index\":1"),
                                LAST,
                                LAST.replace("\"index\":0", "\"index\":1"),
                                USAGE,
                                DONE))
                .rows();
    }
}
