package dev.assay.audits.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThinkingTest {
    /** An answer of Qwen3 with thinking off. */
    private static final Trace SILENT = said(1, "<think>\n\n</think>\n\n42");

    private static final Trace ALOUD = said(2, "<think>It may be 41.</think>42");
    private static final Trace APART = Traces.trace("first_light_v1-q-3")
            .thinks(10, "It may be 41.")
            .says(20, "42")
            .finish(30, "stop")
            .done()
            .build();
    private static final Trace CUT =
            Traces.trace("first_light_v1-q-4").thinks(10, "Hm").build();

    @Test
    void namesTheFirstAnswerWithUnwantedThinking() {
        assertThat(finding(Evalset.Thinking.OFF, SILENT, ALOUD, APART))
                .isEqualTo(new Finding(
                        "thinking",
                        Severity.INVALID,
                        "2 of 3 answers brought thoughts, first first_light_v1-q-2; the evalset says `thinking: off`"));
        assertThat(finding(Evalset.Thinking.OFF, SILENT, CUT))
                .isEqualTo(new Finding(
                        "thinking", Severity.SOUND, "0 of 1 answers brought thoughts, asked for was no thinking"));
    }

    @Test
    void recognisesThinkingOfOtherModelFamilies() {
        assertThat(finding(
                        Evalset.Thinking.OFF,
                        said(1, "<|channel|>analysis<|message|>I try 42"),
                        said(2, "<seed:think>17 + 25 = 42"),
                        said(3, "The model writes `<seed:think>` first. 42"),
                        said(4, "[THINK][/THINK]42")))
                .isEqualTo(new Finding(
                        "thinking",
                        Severity.INVALID,
                        "2 of 4 answers brought thoughts, first first_light_v1-q-1; the evalset says `thinking: off`"));
    }

    @Test
    void needsAtLeastOneAnswerWithThinkingIfItIsOn() {
        assertThat(finding(Evalset.Thinking.ON, SILENT, SILENT))
                .isEqualTo(new Finding(
                        "thinking",
                        Severity.INVALID,
                        "0 of 2 answers brought thoughts; the evalset says `thinking: on`"));
        assertThat(finding(Evalset.Thinking.ON, APART, APART))
                .isEqualTo(new Finding(
                        "thinking", Severity.SOUND, "2 of 2 answers brought thoughts, as the evalset asks"));
    }

    @Test
    void tellsOfAnAnswerWithoutThinkingIfItIsOn() {
        assertThat(finding(Evalset.Thinking.ON, SILENT, APART))
                .isEqualTo(
                        new Finding(
                                "thinking",
                                Severity.NOTE,
                                "1 of 2 answers brought thoughts; the evalset says `thinking: on`, but first_light_v1-q-1 did not think"));
        assertThat(finding(Evalset.Thinking.ON, SILENT, SILENT, APART))
                .isEqualTo(
                        new Finding(
                                "thinking",
                                Severity.NOTE,
                                "1 of 3 answers brought thoughts; the evalset says `thinking: on`, but first_light_v1-q-1 and others did not think"));
    }

    @Test
    void reportsTheServersChoice() {
        assertThat(finding(Evalset.Thinking.SERVER, SILENT, SILENT))
                .isEqualTo(new Finding(
                        "thinking",
                        Severity.SOUND,
                        "0 of 2 answers brought thoughts; the evalset leaves that to the server"));
        assertThat(finding(Evalset.Thinking.SERVER, SILENT, ALOUD))
                .isEqualTo(new Finding(
                        "thinking",
                        Severity.NOTE,
                        "1 of 2 answers brought thoughts; the evalset leaves that" + " to the server"));
    }

    private static Finding finding(Evalset.Thinking thinking, Trace... traces) {
        return Thinking.of(Plans.accuracy(traces.length, thinking), Plans.recording(List.of(traces)));
    }

    private static Trace said(int question, String text) {
        return Traces.trace("first_light_v1-q-" + question)
                .says(20, text)
                .finish(30, "stop")
                .done()
                .build();
    }
}
