package dev.assay.faults;

import static dev.assay.faults.SmallGate.questioned;

import dev.assay.faults.Fault.Place;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint.Seen;
import java.util.List;
import java.util.function.Function;

/** Faults of the answers to questions. */
final class QuestionFaults {
    private QuestionFaults() {}

    /** Answers the second question so, and the others rightly. */
    private static Function<Seen, Script> second(Script answer) {
        return request -> Answers.number(request) == 2 ? answer : Answers.sum(request);
    }

    static List<Fault> rows() {
        return new Rows(Place.WIRE)
                .harmless(
                        "questions without a fault",
                        "the gate as it is in the rows with questions",
                        questioned(Answers::sum))
                .unmeasured(
                        "one question of four: reset",
                        questioned(second(Script.silence().reset())))
                .unmeasured(
                        "one question of four: 500",
                        questioned(second(Script.json(500, "{\"error\":{\"message\":\"out of memory\"}}"))))
                .unmeasured(
                        "one question of four: 429",
                        questioned(second(Script.json(429, "{\"error\":{\"message\":\"Rate limit reached\"}}"))))
                .unmeasured(
                        "one question of four: cut after half of the answer",
                        questioned(second(Script.stream()
                                .chunk(Answers.event("\"choices\":[{\"index\":0,\"delta\":{\"content\":\"4\"}}]"))
                                .hangUp())))
                .unmeasured(
                        "one question of four: no [DONE]",
                        questioned(second(Script.stream(
                                Answers.event(
                                        "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"42\"},\"finish_reason\":\"stop\"}]"),
                                Answers.usage(9, 2)))))
                .unmeasured(
                        "one question of four: two answers in one event, joined the right one",
                        questioned(second(Script.stream(
                                Answers.event("\"choices\":[{\"index\":0,\"delta\":{\"content\":\"I do not know.\"}},"
                                        + "{\"index\":1,\"delta\":{\"content\":\" 42\"}}]"),
                                Answers.event("\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]"),
                                Answers.usage(9, 2),
                                Answers.DONE))))
                .fails("one question of four: cut off by the length", questioned(second(Answers.chat("4", "length"))))
                .fails(
                        "one question of four: refused by a filter",
                        questioned(second(Answers.chat("42", "content_filter"))))
                .fails("one question of four: no text", questioned(second(Answers.chat("", "stop"))))
                .fails(
                        "one question of four: an error page as the answer",
                        questioned(second(Answers.chat("upstream timed out", "stop"))))
                .fails("a cache gives every question the first answer", questioned(request -> Answers.sum(41)))
                .rows();
    }
}
