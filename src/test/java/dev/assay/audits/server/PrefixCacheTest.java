package dev.assay.audits.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.Audits;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.CacheState;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.testing.Counted;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit of a server's prefix cache for the prompts of a load test. */
class PrefixCacheTest {
    private static final Trace ONE = Traces.whole("c4-001", 0, 20, 10, 3);

    private static List<Finding> examine(Trace... traces) {
        return List.copyOf(Audits.examine(Plans.planned(Plans.loadTest(2, 3)), Plans.recording(List.of(traces)))
                .values());
    }

    private static Finding invalid(String text) {
        return new Finding("prefix cache", Severity.INVALID, text);
    }

    /** Two prompts of 256 tokens: 5 of 512 are 0.98 %, 6 are 1.17 %. */
    @Test
    void nameTheCachedShareOfPrompts() {
        assertThat(examine(ONE, cached(5)))
                .contains(new Finding(
                        "prefix cache", Severity.SOUND, "5 of 512 prompt tokens (1.0 %) came from a cache"));
        assertThat(examine(ONE, cached(6)))
                .contains(invalid(
                        "6 of 512 prompt tokens (1.2 %) came from a cache, allowed with prompts unique: 1.0 %"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            identical | 254 | NOTE    | 254 of 512 prompt tokens (49.6 %) came from a cache: the figures are for cached prefixes, because prompts are identical
            identical | 5   | NOTE    | 5 of 512 prompt tokens (1.0 %) came from a cache, although prompts are identical: the server does not cache prefixes, or not such short ones
            shared    | 133 | NOTE    | 133 of 512 prompt tokens (26.0 %) came from a cache: the figures are for cached prefixes, because prompts are shared-prefix of 64 tokens
            shared    | 134 | INVALID | 134 of 512 prompt tokens (26.2 %) came from a cache, allowed with prompts shared-prefix of 64 tokens: 26.0 %
            """)
    void nameTheCachedShareOfPromptsWithACommonPrefix(String prompts, int cached, Severity severity, String text) {
        var common = prompts.equals("identical") ? new Prompts.Identical() : new Prompts.SharedPrefix(64);
        var recording = Plans.recording(List.of(ONE, cached(cached)));

        assertThat(Audits.examine(Plans.planned(Plans.loadTest(common, 2, 3)), recording)
                        .values())
                .contains(new Finding("prefix cache", severity, text));
    }

    private static Trace cached(int tokens) {
        return Traces.trace("c4-002")
                .text(20, " a")
                .text(30, " b")
                .last(40, " c", "length")
                .usage(256, 3, tokens)
                .done()
                .build();
    }

    @Test
    void noteThatTheCacheIsUnknown() {
        assertThat(examine(silent(), silent()))
                .contains(new Finding(
                        "prefix cache",
                        Severity.NOTE,
                        "unknown: no answer says how many prompt tokens were cached (vLLM does with"
                                + " --enable-prompt-tokens-details)"));
    }

    /** vLLM 0.12 leaves out a count of 0. */
    @Test
    void takeAnAnswerWithoutACountForZeroCachedTokens() {
        assertThat(examine(silent(), cached(128)))
                .contains(invalid(
                        "128 of 512 prompt tokens (25.0 %) came from a cache, allowed with prompts unique: 1.0 %"));
    }

    private static List<Finding> examine(CacheState cache, Recording recording) {
        return List.copyOf(Audits.examine(Plans.planned(Plans.cached(Plans.loadTest(2, 3), cache)), recording)
                .values());
    }

    @Test
    void checkTheServersCountersInTheSameWay() {
        assertThat(examine(CacheState.PLAIN, Counted.requests(2).over(silent(), silent())))
                .contains(new Finding(
                        "prefix cache",
                        Severity.SOUND,
                        "0 of 512 prompt tokens (0.0 %) came from a cache by the server's counters"));
        assertThat(examine(
                        CacheState.PLAIN,
                        Counted.requests(2).with(ServerCount.CACHE_HITS, 128).over(ONE, cached(0))))
                .contains(
                        invalid("0 of 512 prompt tokens (0.0 %) came from a cache; by the server's counters 128 of 512"
                                + " prompt tokens (25.0 %) came from a cache, allowed with prompts unique: 1.0 %"));
        assertThat(examine(
                        CacheState.PLAIN,
                        Counted.requests(2).with(ServerCount.CACHE_QUERIES, 0).over(silent(), silent())))
                .contains(new Finding(
                        "prefix cache", Severity.SOUND, "no prompt was looked up in a cache by the server's counters"));
    }

    @Test
    void ignoreCountersThatIncludeOtherRequests() {
        assertThat(examine(
                        CacheState.PLAIN,
                        Counted.requests(3).with(ServerCount.CACHE_HITS, 512).over(silent(), silent())))
                .contains(new Finding(
                        "prefix cache",
                        Severity.NOTE,
                        "unknown: no answer says how many prompt tokens were cached (vLLM does with"
                                + " --enable-prompt-tokens-details), and the server's counters do not say it"));
    }

    @Test
    void showsThatACacheWasEmptied() {
        assertThat(examine(CacheState.RESET, Counted.requests(2).over(silent(), silent())))
                .contains(new Finding(
                        "prefix cache",
                        Severity.SOUND,
                        "0 of 512 prompt tokens (0.0 %) came from a cache by the server's counters, which was"
                                + " emptied before"
                                + " the load test"));
        assertThat(examine(CacheState.RESET, Plans.recording(List.of(ONE, cached(256)))))
                .contains(invalid(
                        "256 of 512 prompt tokens (50.0 %) came from a cache, which was emptied before the load test,"
                                + " allowed with prompts unique: 1.0 %"));
    }

    @Test
    void notesAWarmCacheAndFailsOnAColdOne() {
        assertThat(examine(CacheState.WARM, Plans.recording(List.of(ONE, cached(254)))))
                .contains(new Finding(
                        "prefix cache",
                        Severity.NOTE,
                        "254 of 512 prompt tokens (49.6 %) came from a cache: the figures are for cached"
                                + " prefixes, as planned"
                                + " (prefix-cache: warm)"));

        var cold = Audits.examine(
                Plans.planned(Plans.cached(Plans.loadTest(2, 3), CacheState.WARM)),
                Plans.recording(List.of(ONE, cached(5))));
        assertThat(cold).doesNotContainKey(Audits.PREFIX_CACHE);
        assertThat(cold.get(Audits.PREFIX_CACHE_COLD))
                .isEqualTo(invalid("5 of 512 prompt tokens (1.0 %) came from a cache, although the warm-up sent"
                        + " the same prompts (prefix-cache: warm): the server has no prefix cache, or no room in it"));
    }

    private static Trace silent() {
        return Traces.trace("c4-001")
                .last(20, " a", "length")
                .data(20, "{\"choices\":[],\"usage\":{\"prompt_tokens\":256,\"completion_tokens\":3}}")
                .done()
                .build();
    }

    /** One of 100 tokens is 1 %, which may be by chance. */
    @Test
    void allowOnePercentOfThePromptTokens() {
        var one = Plans.recording(List.of(Traces.trace("c4-001")
                .last(20, " a", "length")
                .usage(100, 1, 1)
                .done()
                .build()));

        assertThat(PrefixCache.of(Plans.loadTest(1, 1), one))
                .contains(new Finding(
                        "prefix cache", Severity.SOUND, "1 of 100 prompt tokens (1.0 %) came from a cache"));
        assertThat(PrefixCache.cold(Plans.cached(Plans.loadTest(1, 1), CacheState.WARM), one))
                .isPresent();
        assertThat(PrefixCache.of(Plans.cached(Plans.loadTest(1, 1), CacheState.WARM), one))
                .isEmpty();
    }
}
