package dev.assay.bench;

import dev.assay.stats.Sample;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The runs of one setting as Markdown.
 *
 * @param rounds the figures by client, one entry per round
 */
record ClientTable(ClientBench.Setting setting, Map<String, List<Map<Figure, Double>>> rounds) {
    private static final double LEAST_ALLOWED_MILLIS = 0.1;
    private static final double ALLOWED_SHARE = 0.2;

    /** Returns the medians over the rounds, one line per client, and a comparison of ours with the best other client, if there is one. */
    String markdown() {
        var figures = Arrays.asList(Figure.values());
        var head = figures.stream().map(Figure::title).collect(Collectors.joining(" | ", "| client | ", " |\n"));
        var rule = "|---".repeat(figures.size() + 1) + "|\n";
        var lines = rounds.keySet().stream()
                .map(client -> figures.stream()
                        .map(figure -> number(median(client, figure)))
                        .collect(Collectors.joining(" | ", "| " + client + " | ", " |\n")))
                .collect(Collectors.joining());
        return "\n" + setting.title() + "\n\n" + head + rule + lines + comparison();
    }

    private String comparison() {
        if (others().findAny().isEmpty() || rounds.get(ClientBench.OURS).size() < 2) {
            return "";
        }
        return "\n| mean TTFT error, ms | ours | best other | difference | at most (95 %) | allowed | |\n"
                + "|---|---|---|---|---|---|---|\n"
                + compared("from sending", Figure.TTFT_MEAN) + compared("from schedule", Figure.FROM_SCHEDULE);
    }

    private Stream<String> others() {
        return rounds.keySet().stream().filter(client -> !ClientBench.OWN.contains(client));
    }

    private String compared(String title, Figure figure) {
        var best = others().filter(client -> Double.isFinite(median(client, figure)))
                .min(Comparator.comparingDouble(client -> median(client, figure)));
        if (best.isEmpty()) {
            return "";
        }
        var other = best.get();
        var pairs = rounds.get(other).size();
        var differences = Sample.of(IntStream.range(0, pairs)
                .mapToDouble(round -> value(ClientBench.OURS, round, figure) - value(other, round, figure)));
        var bound = differences.meanAtMost(0.95);
        var allowed = Math.max(LEAST_ALLOWED_MILLIS, ALLOWED_SHARE * median(other, figure));
        return "| " + title + " | " + number(median(ClientBench.OURS, figure)) + " | "
                + number(median(other, figure)) + ", " + other + " | " + number(differences.mean()) + " | "
                + number(bound) + " | " + number(allowed) + " | " + (bound <= allowed ? "not worse" : "not shown")
                + " |\n";
    }

    private double median(String client, Figure figure) {
        var values = rounds.get(client).stream()
                .mapToDouble(round -> round.get(figure))
                .toArray();
        return Arrays.stream(values).allMatch(Double::isFinite)
                ? Sample.of(values).quantile(0.5)
                : Double.NaN;
    }

    private double value(String client, int round, Figure figure) {
        return rounds.get(client).get(round).get(figure);
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value) : "";
    }
}
