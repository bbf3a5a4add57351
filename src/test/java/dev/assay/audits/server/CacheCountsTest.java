package dev.assay.audits.server;

import static dev.assay.testing.Figures.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.Audits;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.Figure.Undefined;
import dev.assay.figures.FigureTable;
import dev.assay.figures.PowerAndPrice;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.testing.Counted;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cached tokens in counters and answers, for two prompts of 256 tokens. */
class CacheCountsTest {
    private static Map<Audits, Finding> examine(Recording recording) {
        return Audits.examine(Plans.planned(Plans.loadTest(2, 3)), recording);
    }

    private static Trace cached(int question, int tokens) {
        return Traces.trace("c4-00" + question)
                .text(20, " a")
                .text(30, " b")
                .last(40, " c", "length")
                .usage(256, 3, tokens)
                .done()
                .build();
    }

    @Test
    void contradictEachOtherIfTheHitsStayAtZero() {
        var found = examine(Counted.requests(2).over(cached(1, 128), cached(2, 128)));

        assertThat(found.get(Audits.CACHE_COUNTERS))
                .isEqualTo(new Finding(
                        "cache counters",
                        Severity.INVALID,
                        "the server's counters say that 0 of 512 prompt tokens (0.0 %) came from a cache, its answers say"
                                + " 256 of 512 (50.0 %)"));
        assertThat(found).doesNotContainKey(Audits.CACHE_ANSWERS);
    }

    @Test
    void contradictEachOtherIfTheAnswersSayLess() {
        var found =
                examine(Counted.requests(2).with(ServerCount.CACHE_HITS, 128).over(cached(1, 0), cached(2, 0)));

        assertThat(found.values())
                .filteredOn(finding -> finding.severity() == Severity.INVALID)
                .filteredOn(finding -> !finding.audit().equals("prefix cache"))
                .extracting(Finding::text)
                .hasSize(2)
                .containsOnly("the server's counters say that 128 of 512 prompt tokens (25.0 %) came from a cache, its"
                        + " answers say 0 of 512 (0.0 %)");
    }

    /** 135 of 512 are 26.4 %, 142 are 27.7 %: more than a tenth of it above 25 %. A waiting prompt is looked up again. */
    @Test
    void agreeWithinOnePercentagePointOrATenth() {
        assertThat(examine(Counted.requests(2).with(ServerCount.CACHE_HITS, 135).over(cached(1, 64), cached(2, 64))))
                .doesNotContainKeys(Audits.CACHE_COUNTERS, Audits.CACHE_ANSWERS);
        assertThat(examine(Counted.requests(2).with(ServerCount.CACHE_HITS, 143).over(cached(1, 64), cached(2, 64))))
                .containsKeys(Audits.CACHE_COUNTERS, Audits.CACHE_ANSWERS);
        assertThat(examine(Counted.requests(2)
                        .with(ServerCount.CACHE_QUERIES, 1024)
                        .with(ServerCount.CACHE_HITS, 512)
                        .over(cached(1, 128), cached(2, 128))))
                .doesNotContainKeys(Audits.CACHE_COUNTERS, Audits.CACHE_ANSWERS);
        assertThat(examine(Counted.requests(2).over(cached(1, 0), cached(2, 5))))
                .doesNotContainKeys(Audits.CACHE_COUNTERS, Audits.CACHE_ANSWERS);
    }

    @Test
    void areNotComparedIfTheCountersIncludeOtherRequests() {
        assertThat(examine(Counted.requests(3).over(cached(1, 128), cached(2, 128))))
                .doesNotContainKeys(Audits.CACHE_COUNTERS, Audits.CACHE_ANSWERS);
        assertThat(examine(Plans.recording(List.of(cached(1, 128), cached(2, 128)))))
                .doesNotContainKeys(Audits.CACHE_COUNTERS, Audits.CACHE_ANSWERS);
    }

    @Test
    void nameTheAnswerWithAnImpossibleCount() {
        for (var impossible : List.of(-16, 257)) {
            var recording = Plans.recording(List.of(cached(1, 0), cached(2, impossible)));

            assertThat(examine(recording).get(Audits.CACHE_ANSWERS))
                    .isEqualTo(new Finding(
                            "cached tokens of answers",
                            Severity.INVALID,
                            "c4-002 says that " + impossible + " of its 256 prompt tokens came from a cache"));
            assertThat(FigureTable.of(Plans.loadTest(2, 3), recording, PowerAndPrice.UNKNOWN)
                            .get(named("cached-share")))
                    .isEqualTo(new Undefined(
                            named("cached-share"),
                            "an answer gives an impossible count of cached tokens: below 0, or more"
                                    + " than its prompt has"));
            assertThat(examine(recording).get(Audits.PREFIX_CACHE))
                    .isEqualTo(new Finding(
                            "prefix cache",
                            Severity.NOTE,
                            "unknown: an answer has an impossible number of cached tokens"));
        }
    }
}
