package dev.assay.plan.testspecs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Names that people and other tools use for figures, for hints in messages. They need not be similar to Assay's names. */
final class FigureSynonyms {
    private static final Map<String, List<String>> FIGURES = Map.of(
            "latency", List.of("e2e", "ttft", "tpot"),
            "e2el", List.of("e2e"),
            "request-latency", List.of("e2e"),
            "inter-token-latency", List.of("tpot", "itl"),
            "throughput", List.of("output-tps", "qps"),
            "output-throughput", List.of("output-tps"),
            "request-throughput", List.of("qps"),
            "tps", List.of("output-tps", "decode-tps"),
            "rps", List.of("qps"),
            "errors", List.of("failed", "failed-share"));
    private static final Map<String, String> STATISTICS = Map.of(
            "avg", "mean",
            "average", "mean",
            "median", "p50",
            "minimum", "min",
            "maximum", "max",
            "std", "sd",
            "stddev", "sd");

    private FigureSynonyms() {}

    /** Returns the figures that a name stands for, such as {@code ttft.mean} for {@code ttft.avg}; none if the name is not known. */
    static List<String> figuresFor(String written, Set<String> figures) {
        var parts = written.toLowerCase(Locale.ROOT).replace('_', '-').split("\\.", 2);
        var statistic = parts.length == 1 ? "mean" : STATISTICS.getOrDefault(parts[1], parts[1]);
        return FIGURES.getOrDefault(parts[0], List.of(parts[0])).stream()
                .flatMap(figure -> Stream.of(figure + "." + statistic, figure))
                .filter(figures::contains)
                .toList();
    }
}
