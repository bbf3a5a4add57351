package dev.assay.faults;

import static dev.assay.faults.Answers.DONE;
import static dev.assay.faults.Answers.FIRST;
import static dev.assay.faults.Answers.LAST;
import static dev.assay.faults.Answers.USAGE;
import static dev.assay.faults.SmallGate.answering;

import dev.assay.faults.Fault.Place;
import dev.assay.testing.Script;
import java.util.List;

/** Faults of connections and answers. */
final class WireFaults {
    private static final String PASS = "small c1: input-tokens.mean 4.0 tokens, allowed at most 4 tokens, n=3";

    private WireFaults() {}

    static List<Fault> rows() {
        return new Rows(Place.WIRE)
                .harmless("no fault", "the gate as it is in every row", PASS, answering(Answers.good()))
                .incomplete(
                        "reset before the answer",
                        "TRUNCATED (c1-001: the connection ended before an answer (Connection reset))",
                        answering(Script.silence().reset()))
                .incomplete(
                        "reset in the middle of the answer",
                        "TRUNCATED (c1-001: the connection was cut (Connection reset) without a finish reason after 1"
                                + " events)",
                        answering(Script.stream().chunk(FIRST).reset()))
                .incomplete(
                        "no finish reason",
                        "TRUNCATED (c1-001: the stream ended without a finish reason after 1 events)",
                        answering(Script.stream(FIRST, DONE)))
                .incomplete(
                        "no [DONE]",
                        "TRUNCATED (c1-001: the stream ended without [DONE])",
                        answering(Script.stream(FIRST, LAST, USAGE)))
                .unmeasured(
                        "usage is missing",
                        "small c1: c1-001: the server does not report usage. No limit was judged; see the traces.",
                        answering(Script.stream(FIRST, LAST, DONE)))
                .unmeasured(
                        "usage is wrong",
                        "small c1: c1-001: 4 tokens in and 3 out, planned 4 and 2. No limit was judged; see the traces.",
                        answering(Script.stream(FIRST, LAST, Answers.usage(4, 3), DONE)))
                .rows();
    }
}
