package dev.assay.audits.shards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.testing.Plans;
import dev.assay.testing.Tapes;
import dev.assay.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Did shards send different prompts? */
class ShardPromptsTest {
    private static final List<Trace> DIFFERENT =
            List.of(Tapes.whole("c4-001", false, 0), Tapes.whole("c4-002", false, 5));

    /** The second sends the prompt of the first. */
    private static final List<Trace> EQUAL = List.of(DIFFERENT.get(0), as("c4-002", DIFFERENT.get(0)));

    private static Trace as(String id, Trace trace) {
        return new Trace(
                id,
                false,
                trace.requestSha256(),
                trace.scheduled(),
                trace.sent(),
                0,
                trace.head(),
                trace.reads(),
                trace.body(),
                trace.ended(),
                trace.ending());
    }

    private static List<Finding> findings(Prompts prompts, List<Trace> traces) {
        return ShardPrompts.of(
                        Plans.loadTest(prompts, 2, 3),
                        MergedShards.recording(traces, 2, MergedShards.sent(1, 0, 1, 2), MergedShards.sent(2, 0, 1, 2)))
                .stream()
                .toList();
    }

    @Test
    void isNotAskedOfWhatOneProcessMeasured() {
        assertThat(ShardPrompts.of(Plans.loadTest(2, 3), Plans.recording(EQUAL)))
                .isEmpty();
    }

    @Test
    void isSoundWhereAllAreDifferent() {
        assertThat(findings(new Prompts.Unique(), DIFFERENT))
                .containsExactly(new Finding("shards' prompts", Severity.SOUND, "all 2 are different"));
    }

    @Test
    void namesAPromptThatWasSentTwice() {
        assertThat(findings(new Prompts.SharedPrefix(5), EQUAL))
                .containsExactly(new Finding(
                        "shards' prompts",
                        Severity.INVALID,
                        "1 prompt was sent twice (c4-002 and c4-001), so the server may have known it"));
    }

    @Test
    void isNotAskedWherePromptsMayBeEqual() {
        assertThat(findings(new Prompts.Identical(), EQUAL)).isEmpty();
        assertThat(findings(new Prompts.AsWritten(), EQUAL)).isEmpty();
    }
}
