package dev.assay.audits.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.TokenLengths;
import dev.assay.plan.thresholds.Workload;
import dev.assay.recording.RequestedTokens;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The audit of lengths for requests with different planned lengths; AuditsTest has equal ones. */
class TokensExactTest {
    private static final Map<String, RequestedTokens> ASKED =
            Map.of("c4-001", new RequestedTokens(256, 3, 0), "c4-002", new RequestedTokens(256, 5, 0));

    private static TestSpec.LoadTest mixed() {
        var workload = new Workload(
                "mixed",
                new TokenLengths.Exactly(256),
                new TokenLengths.Uniform(2, 9),
                Workload.Api.COMPLETIONS,
                Workload.PromptForm.TEXT);
        return Plans.loadTest(workload, new Prompts.Unique(), 2);
    }

    private static Finding examine(int first, int second, Map<String, RequestedTokens> asked) {
        var traces = List.of(Traces.whole("c4-001", 0, 20, 10, first), Traces.whole("c4-002", 5, 20, 10, second));
        return TokensExact.of(mixed(), Plans.recording(traces, asked));
    }

    @Test
    void comparesEachRequestWithItsPlannedTokens() {
        assertThat(examine(3, 5, ASKED))
                .isEqualTo(new Finding(
                        "tokens exact",
                        Severity.SOUND,
                        "256 tokens in and 3 to 5 out in every complete request, each as it asked"));
    }

    @Test
    void namesTheRequestWithTheLengthOfAnother() {
        assertThat(examine(5, 3, ASKED))
                .isEqualTo(new Finding(
                        "tokens exact", Severity.INVALID, "c4-001: 256 tokens in and 5 out, planned 256 and 3"));
    }

    @Test
    void namesTheRequestWithoutPlannedTokens() {
        assertThat(examine(3, 5, Map.of("c4-001", new RequestedTokens(256, 3, 0))))
                .isEqualTo(new Finding(
                        "tokens exact",
                        Severity.INVALID,
                        "c4-002: the recording does not say how many tokens" + " were planned"));
    }
}
