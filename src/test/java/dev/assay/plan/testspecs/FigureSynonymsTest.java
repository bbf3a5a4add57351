package dev.assay.plan.testspecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureSynonymsTest {
    private static final Set<String> FIGURES = Stream.concat(
                    Stream.of("ttft", "tpot", "e2e", "itl", "decode-tps")
                            .flatMap(figure -> Stream.of(".mean", ".sd", ".min", ".p50", ".p90", ".max")
                                    .map(statistic -> figure + statistic)),
                    Stream.of("qps", "output-tps", "failed", "failed-share"))
            .collect(Collectors.toSet());

    @ParameterizedTest
    @CsvSource({
        "ttft.avg, ttft.mean",
        "ttft.median, ttft.p50",
        "ttft.std, ttft.sd",
        "ttft, ttft.mean",
        "TTFT.p90, ttft.p90",
        "latency, e2e.mean ttft.mean tpot.mean",
        "latency.p90, e2e.p90 ttft.p90 tpot.p90",
        "inter_token_latency.avg, tpot.mean itl.mean",
        "throughput, output-tps qps",
        "request_throughput, qps",
        "tps, output-tps decode-tps.mean",
        "errors, failed failed-share",
    })
    void standForFigures(String written, String meant) {
        assertThat(FigureSynonyms.figuresFor(written, FIGURES)).containsExactly(meant.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"p99", "tpot.men", "ttft.p999", "speed", "''"})
    void standForNothingIfTheyAreUnknown(String written) {
        assertThat(FigureSynonyms.figuresFor(written, FIGURES)).isEmpty();
    }
}
