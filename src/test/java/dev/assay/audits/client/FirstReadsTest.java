package dev.assay.audits.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding.Severity;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.TextTokens;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstReadsTest {
    private static Trace several(String id) {
        return Traces.trace(id)
                .text(20, " a b c")
                .text(50, " d e")
                .last(60, " f", "length")
                .usage(256, 6)
                .done()
                .build();
    }

    private static Optional<String> found(Trace... traces) {
        return FirstReads.of(Plans.recording(List.of(traces))).map(finding -> {
            assertThat(finding.audit()).isEqualTo("first reads");
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            return finding.text();
        });
    }

    @Test
    void findNothingWhereEachBroughtOneToken() {
        assertThat(found(Traces.whole("a", 0, 20, 10, 24), Traces.whole("b", 0, 20, 10, 1)))
                .isEmpty();
    }

    @Test
    void tellHowManyTokensTheyBroughtAndByWhat() {
        var held = Traces.trace("b")
                .text(20, " a")
                .text(20, " b")
                .last(60, " c", "length")
                .usage(256, 3)
                .done()
                .build();

        assertThat(found(several("a").with(new TextTokens(3, 3)), held, Traces.whole("c", 0, 20, 10, 24)))
                .contains(
                        "in 2 of 3 answers the first read brought several tokens, or may have (2.5 on average, counted"
                                + " by events of one token each and by the tokenizer, to within a token): ttft is the time of the"
                                + " last of them, tpot of those that followed");
    }

    @Test
    void tellWhatTheyDoNotShow() {
        assertThat(found(several("a"), Traces.whole("b", 0, 20, 0, 5), Traces.whole("c", 0, 20, 10, 24)))
                .contains(
                        "in 1 of 3 answers nothing counts the tokens of the first read, so they have no tpot; in 1 of 3"
                                + " answers one read brought all output, so they have no tpot");
    }

    @Test
    void areNotInDoubtWhereEventsCountThem() {
        var held = Traces.trace("b")
                .text(20, " a")
                .text(20, " b")
                .last(60, " c", "length")
                .usage(256, 3)
                .done()
                .build();

        assertThat(found(held))
                .contains(
                        "in 1 of 1 answers the first read brought several tokens (2.0 on average, counted by events of"
                                + " one token each): ttft is the time of the last of them, tpot of those that followed");
    }

    @Test
    void areCountedByTheTokenizerOnlyInCompleteAnswersThatNothingElseCounts() {
        var cut = Traces.trace("a")
                .text(20, " a b c")
                .text(50, " d e")
                .usage(256, 6)
                .build();

        assertThat(FirstReads.toCount(several("a"))).isPresent();
        assertThat(FirstReads.toCount(several("a").with(new TextTokens(3, 3)))).isEmpty();
        assertThat(FirstReads.toCount(cut)).isEmpty();
    }
}
