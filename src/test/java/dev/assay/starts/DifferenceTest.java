package dev.assay.starts;

import static dev.assay.starts.Starts.conditions;
import static dev.assay.starts.Starts.set;
import static dev.assay.starts.Starts.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.starts.Difference.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {
    private static List<Difference> from(Map<String, String> there) {
        return Difference.between(Starts.of(conditions()), Starts.of(there));
    }

    @Test
    void isNoneBetweenTheSameConditions() {
        assertThat(from(conditions())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "server gpu, NVIDIA L40S, GPU, gpu [NVIDIA H200] here and [NVIDIA L40S] there",
        "server mig, 1g.18gb, GPU, mig [not known] here and [1g.18gb] there",
        "model, Qwen/Qwen3-14B, MODEL, model [Qwen/Qwen3-8B] here and [Qwen/Qwen3-14B] there",
        "precision, fp8, PRECISION, precision [bf16] here and [fp8] there",
        "concurrency, 8, LOAD, concurrency [10] here and [8] there",
        "evalset sha256, c098, LOAD, evalset sha256 [none] here and [c098] there",
        "during, concurrency 40, LOAD, during [none] here and [concurrency 40] there",
        "prompts, identical, LOAD, prompts [none] here and [identical] there",
        "engine, sglang, SERVER, engine [vllm] here and [sglang] there",
        "server version, 0.32.0, SERVER, version [0.31.0] here and [0.32.0] there",
        "server driver, 590.10, SERVER, driver [580.105.08] here and [590.10] there"
    })
    void saysWhatItIsAbout(String fact, String there, Kind kind, String said) {
        assertThat(from(conditions(fact, there))).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(kind);
            assertThat(difference).hasToString(said);
        });
    }

    @Test
    void isOneWhereOnlyOneSideKnowsItsGpu() {
        assertThat(from(conditions("server gpu", null)))
                .containsExactly(new Difference(Kind.GPU, "gpu", "NVIDIA H200", "not known"));
        assertThat(from(conditions("server gpu", "not found out")))
                .containsExactly(new Difference(Kind.GPU, "gpu", "NVIDIA H200", "not known"));
        var without = Starts.of(conditions("server gpu", null));
        assertThat(Difference.between(without, without)).isEmpty();
    }

    @Test
    void isNoneWhereOnlyOneServerReportsAFact() {
        assertThat(from(conditions("server image", "vllm/vllm-openai", "server driver", null)))
                .isEmpty();
    }

    @Test
    void isNoneInHowAServerWasStarted() {
        var here = Starts.of(conditions("server start", "process", "server model", "a", "server engine", "vllm"));
        var there = Starts.of(conditions("server start", "container", "server model", "b", "server engine", "sglang"));

        assertThat(Difference.between(here, there))
                .containsExactly(
                        new Difference(Kind.SERVER, "served model", "a", "b"),
                        new Difference(Kind.SERVER, "engine that answers", "vllm", "sglang"));
    }

    @Test
    void allowsOnePercentOfTokensBetweenMeansOfTheStarts() {
        // 1,000 and 1,020 have the mean 1,010; of the larger of both, 1,020 may be 10.2 away.
        var here = set(
                start(0, conditions("input tokens in all", "1000"), Map.of(), Map.of()),
                start(1, conditions("input tokens in all", "1020"), Map.of(), Map.of()));

        assertThat(Difference.between(here, Starts.of(conditions("input tokens in all", "1020"))))
                .isEmpty();
        assertThat(Difference.between(here, Starts.of(conditions("input tokens in all", "1021"))))
                .containsExactly(new Difference(Kind.LOAD, "input tokens in all", "1010", "1021"));
        assertThat(Difference.between(here, Starts.of(conditions())))
                .containsExactly(new Difference(Kind.LOAD, "input tokens in all", "1010", "none"));
    }

    @Test
    void listsAllInOneLine() {
        assertThat(Difference.said(from(conditions("concurrency", "8", "server version", "0.32.0"))))
                .isEqualTo("concurrency [10] here and [8] there; version [0.31.0] here and [0.32.0] there");
    }

    @Test
    void hasWordsOnlyForWhatIsRefused() {
        assertThat(Kind.refused()).extracting(Kind::word).containsExactly("gpu", "model", "precision", "load");
        assertThat(Kind.of("gpu")).contains(Kind.GPU);
        assertThat(Kind.of("server")).isEmpty();
    }
}
