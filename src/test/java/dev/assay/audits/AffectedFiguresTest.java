package dev.assay.audits;

import static dev.assay.testing.Figures.named;
import static dev.assay.testing.Figures.ofEvalset;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Bias;
import dev.assay.figures.FigureName;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AffectedFiguresTest {
    /** A figure that is new stands under NONE until somebody says for each audit what becomes of it. */
    @Test
    void sayOfEveryAuditWhatBecomesOfEveryFigure() {
        var reach =
                Arrays.stream(Audits.values()).map(AffectedFiguresTest::reach).collect(Collectors.joining());

        assertThat(reach).isEqualTo("""
                SERVER_LIVES
                  EITHER ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                SHARDS
                  EITHER ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                BACKGROUND_LOAD
                  EITHER ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                TRACES_KEPT
                  EITHER ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                COMPLETE
                  HIGHER failed failed-share
                  EITHER ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold accuracy
                LASTED
                  HIGHER failed failed-share
                  EITHER ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold accuracy
                MODEL
                  EITHER ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                GATEWAY
                  EITHER ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                ANSWERS_KEPT
                  EITHER ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                EVENTS
                  EITHER ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                SERVER_LOG
                  EITHER ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                TOKENS_EXACT
                  EITHER ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                LOG_PROBABILITIES
                  EITHER ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                ANSWER_LENGTH
                  EITHER ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                FINISH_REASONS
                  NONE ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                THINKING
                  EITHER ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                TOKEN_IDS
                  NONE ttft ttst e2e itl prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens qps prompt-tps cached-share gpu-power energy finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                  EITHER tpot tokens-per-chunk decode-tps output-tokens goodput output-tps energy-per-mtok cost-per-mtok
                PLAUSIBLE
                  NONE tokens-per-chunk input-tokens output-tokens cached-share finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                  EITHER ttft ttst e2e tpot itl decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled qps goodput output-tps prompt-tps gpu-power energy energy-per-mtok cost-per-mtok
                IN_FLIGHT
                  NONE tokens-per-chunk client-wait schedule-lag input-tokens output-tokens cached-share finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate accept-length startup.cold failed failed-share accuracy
                  HIGHER ttft ttst e2e tpot itl preemptions kv-cache-usage.mean kv-cache-usage.max
                  LOWER decode-tps prompt-tps-each prompt-tps
                  EITHER ttft.scheduled e2e.scheduled qps goodput output-tps gpu-power energy energy-per-mtok cost-per-mtok
                SHARDS_OVERLAP
                  NONE tokens-per-chunk client-wait schedule-lag input-tokens output-tokens cached-share finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate accept-length startup.cold failed failed-share accuracy
                  HIGHER ttft ttst e2e tpot itl preemptions kv-cache-usage.mean kv-cache-usage.max
                  LOWER decode-tps prompt-tps-each prompt-tps
                  EITHER ttft.scheduled e2e.scheduled qps goodput output-tps gpu-power energy energy-per-mtok cost-per-mtok
                SHARDS_CLOCKS
                  NONE ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens prompt-tps cached-share finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                  EITHER qps goodput output-tps gpu-power energy energy-per-mtok cost-per-mtok
                SENT_TWICE
                  NONE tokens-per-chunk schedule-lag input-tokens output-tokens finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown startup.cold failed failed-share accuracy
                  EITHER ttft ttst e2e tpot itl decode-tps prompt-tps-each client-wait ttft.scheduled e2e.scheduled qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length
                SLOWING
                  NONE tokens-per-chunk schedule-lag input-tokens output-tokens cached-share finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                  HIGHER ttft ttst e2e tpot itl client-wait ttft.scheduled e2e.scheduled cost-per-mtok
                  LOWER decode-tps prompt-tps-each qps goodput output-tps prompt-tps
                  EITHER gpu-power energy energy-per-mtok
                QUICKENING
                  NONE tokens-per-chunk schedule-lag input-tokens output-tokens cached-share finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                  HIGHER decode-tps prompt-tps-each qps goodput output-tps prompt-tps
                  LOWER ttft ttst e2e tpot itl client-wait ttft.scheduled e2e.scheduled cost-per-mtok
                  EITHER gpu-power energy energy-per-mtok
                STALLS
                  NONE ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                SCHEDULE_LAG
                  NONE tokens-per-chunk schedule-lag input-tokens output-tokens cached-share finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate accept-length startup.cold failed failed-share accuracy
                  HIGHER ttft ttst e2e tpot itl qps output-tps preemptions kv-cache-usage.mean kv-cache-usage.max
                  LOWER decode-tps prompt-tps-each client-wait ttft.scheduled e2e.scheduled prompt-tps
                  EITHER goodput gpu-power energy energy-per-mtok cost-per-mtok
                SERVER_KEEPS_UP
                  NONE ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                SERVER_COUNTERS
                  NONE ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown startup.cold failed failed-share accuracy
                  EITHER cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length
                CACHE_COUNTERS
                  NONE ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                  EITHER cache-hit-rate
                CACHE_ANSWERS
                  NONE ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                  HIGHER cached-share
                ALONE
                  NONE tokens-per-chunk schedule-lag input-tokens output-tokens finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown startup.cold failed failed-share accuracy
                  HIGHER decode-tps prompt-tps-each qps goodput output-tps prompt-tps
                  LOWER ttft ttst e2e tpot itl client-wait ttft.scheduled e2e.scheduled energy energy-per-mtok cost-per-mtok preemptions kv-cache-usage.mean kv-cache-usage.max
                  EITHER cached-share gpu-power cache-hit-rate accept-length
                SERVER_TIMES
                  NONE ttst tpot itl tokens-per-chunk decode-tps client-wait schedule-lag input-tokens output-tokens qps goodput output-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                  HIGHER ttft e2e ttft.scheduled e2e.scheduled
                  LOWER prompt-tps-each prompt-tps
                SERVER_TTFT
                  NONE ttst e2e tpot itl tokens-per-chunk decode-tps client-wait schedule-lag e2e.scheduled input-tokens output-tokens qps goodput output-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                  HIGHER prompt-tps-each prompt-tps
                  LOWER ttft ttft.scheduled
                SERVER_TOKENS_FASTER
                  NONE ttft e2e tokens-per-chunk prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                  HIGHER ttst tpot itl
                  LOWER decode-tps goodput
                SERVER_TOKENS_SLOWER
                  NONE ttft e2e tokens-per-chunk prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                  HIGHER decode-tps
                  LOWER ttst tpot itl
                PREFIX_CACHE
                  NONE tokens-per-chunk schedule-lag input-tokens output-tokens cached-share finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate accept-length startup.cold failed failed-share accuracy
                  HIGHER ttft ttst e2e tpot itl client-wait ttft.scheduled e2e.scheduled energy energy-per-mtok cost-per-mtok preemptions kv-cache-usage.mean kv-cache-usage.max
                  LOWER decode-tps prompt-tps-each qps goodput output-tps prompt-tps
                  EITHER gpu-power
                SHARDS_PROMPTS
                  NONE tokens-per-chunk schedule-lag input-tokens output-tokens cached-share finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate accept-length startup.cold failed failed-share accuracy
                  HIGHER ttft ttst e2e tpot itl client-wait ttft.scheduled e2e.scheduled energy energy-per-mtok cost-per-mtok preemptions kv-cache-usage.mean kv-cache-usage.max
                  LOWER decode-tps prompt-tps-each qps goodput output-tps prompt-tps
                  EITHER gpu-power
                PREFIX_CACHE_COLD
                  NONE tokens-per-chunk schedule-lag input-tokens output-tokens cached-share finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate accept-length startup.cold failed failed-share accuracy
                  HIGHER decode-tps prompt-tps-each qps goodput output-tps prompt-tps
                  LOWER ttft ttst e2e tpot itl client-wait ttft.scheduled e2e.scheduled energy energy-per-mtok cost-per-mtok preemptions kv-cache-usage.mean kv-cache-usage.max
                  EITHER gpu-power
                FIRST_READS
                  NONE ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                COALESCED
                  NONE ttft e2e tpot decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                  EITHER ttst itl tokens-per-chunk
                GPU_CLOCKS
                  NONE tokens-per-chunk schedule-lag input-tokens output-tokens cached-share finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                  HIGHER decode-tps prompt-tps-each qps goodput output-tps prompt-tps
                  LOWER ttft ttst e2e tpot itl client-wait ttft.scheduled e2e.scheduled cost-per-mtok
                  EITHER gpu-power energy energy-per-mtok
                GPU_NEIGHBOURS
                  NONE tokens-per-chunk schedule-lag input-tokens output-tokens cached-share finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                  HIGHER decode-tps prompt-tps-each qps goodput output-tps prompt-tps
                  LOWER ttft ttst e2e tpot itl client-wait ttft.scheduled e2e.scheduled energy energy-per-mtok cost-per-mtok
                  EITHER gpu-power
                CLIENT
                  NONE ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                TOKENS_PER_EVENT
                  NONE ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                SPECULATION
                  NONE ttft ttst e2e tpot itl tokens-per-chunk decode-tps prompt-tps-each client-wait schedule-lag ttft.scheduled e2e.scheduled input-tokens output-tokens qps goodput output-tps prompt-tps cached-share gpu-power energy energy-per-mtok cost-per-mtok finish.stop finish.length finish.tool-calls finish.content-filter finish.gave-up finish.unknown cache-hit-rate preemptions kv-cache-usage.mean kv-cache-usage.max accept-length startup.cold failed failed-share accuracy
                """);
    }

    private static String reach(Audits audit) {
        var figures = Stream.concat(
                        FigureName.all().stream().map(FigureName::base).distinct(), Stream.of(ofEvalset("accuracy")))
                .toList();
        return audit + "\n"
                + Arrays.stream(Bias.values())
                        .map(bias -> figures.stream()
                                .filter(figure -> audit.about(figure) == bias)
                                .map(figure -> " " + figure)
                                .collect(Collectors.joining("", "  " + bias, "\n")))
                        .filter(line -> line.strip().contains(" "))
                        .collect(Collectors.joining());
    }

    @Test
    void reachTheStatisticsOfAFigure() {
        assertThat(Audits.IN_FLIGHT.about(named("ttft.p99"))).isEqualTo(Bias.HIGHER);
        assertThat(Audits.IN_FLIGHT.about(named("prompt-tps-each.mean"))).isEqualTo(Bias.LOWER);
    }

    /** All values higher, and their spread may be smaller. */
    @Test
    void knowNoSideOfASpread() {
        assertThat(Audits.IN_FLIGHT.about(named("ttft.sd"))).isEqualTo(Bias.EITHER);
        assertThat(Audits.IN_FLIGHT.about(named("output-tokens.sd"))).isEqualTo(Bias.NONE);
    }

    @Test
    void areEverythingOnlyWhereNoFigureIsLeft() {
        assertThat(Audits.COMPLETE.affectsEverything()).isTrue();
        assertThat(Audits.PLAUSIBLE.affectsEverything()).isFalse();
    }

    /** Comparisons of accuracy leave out what an audit that affects everything found invalid, and know no other doubt. */
    @Test
    void doubtTheAccuracyOnlyWhereTheyDoubtEverything() {
        assertThat(Audits.values())
                .filteredOn(audit -> audit.about(ofEvalset("accuracy")) != Bias.NONE)
                .isNotEmpty()
                .allMatch(Audits::affectsEverything);
    }
}
