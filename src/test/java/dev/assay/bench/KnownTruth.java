package dev.assay.bench;

import dev.assay.stats.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The figures of the gate beside what is known to be true: whether the truth lies between the figure and what the gate says that it may be
 * without the harness.
 */
final class KnownTruth {
    static final List<String> FIGURES = List.of(
            "ttft.mean",
            "ttft.p50",
            "ttft.p99",
            "ttft.max",
            "ttst.mean",
            "ttst.p99",
            "itl.mean",
            "itl.p99",
            "itl.max",
            "tpot.mean",
            "tpot.p99",
            "e2e.mean",
            "e2e.p99",
            "decode-tps.mean",
            "qps",
            "output-tps");
    private static final double MICROS = 1e3;
    private static final double NANOS = 1e6;

    private final Map<String, List<Found>> rounds = new LinkedHashMap<>();

    /**
     * @param truth what the server did, from the earliest to the latest that it may have been
     * @param value the figure
     * @param without what it may be without the harness
     */
    private record Found(double truth, double low, double high, double value, double without) {
        boolean holds() {
            return Math.min(value, without) <= high && Math.max(value, without) >= low;
        }
    }

    /** Adds what a run of ours found. */
    void add(ClientBench.Setting setting, JsonNode figures, JsonNode score) {
        var late = score.get("late_us").values().stream()
                .mapToDouble(JsonNode::asDouble)
                .sorted()
                .toArray();
        // Whatever the server was late by is no longer the truth that was asked for.
        var most = late.length == 0 ? 0 : Sample.of(late).quantile(0.99) / MICROS;
        var end = setting.firstMillis() + (setting.tokens() - 1) * setting.gapMillis();
        for (var name : FIGURES) {
            var pair = figures.get(name);
            var time = switch (name.substring(0, Math.max(0, name.indexOf('.')))) {
                case "ttft" -> setting.firstMillis();
                case "ttst", "itl", "tpot" -> setting.gapMillis();
                case "e2e" -> end;
                default -> Double.NaN;
            };
            var share = most / end;
            var found = Double.isNaN(time)
                    ? rate(name, setting, score, share, pair)
                    : new Found(
                            time,
                            time - most,
                            time + most,
                            pair.get(0).asDouble(),
                            pair.get(1).asDouble());
            rounds.computeIfAbsent(name, ignored -> new ArrayList<>()).add(found);
        }
    }

    private static Found rate(String name, ClientBench.Setting setting, JsonNode score, double share, JsonNode pair) {
        var reads = score.get("reads").values().stream()
                .mapToLong(JsonNode::asLong)
                .sorted()
                .toArray();
        var ends = score.get("ends").values().stream()
                .mapToLong(JsonNode::asLong)
                .sorted()
                .toArray();
        var seconds = (ends[ends.length - 1] - reads[reads.length - setting.requests()]) / NANOS / 1000;
        var truth = switch (name) {
            case "decode-tps.mean" -> 1000 / setting.gapMillis();
            case "qps" -> setting.requests() / seconds;
            case "output-tps" -> setting.requests() * setting.tokens() / seconds;
            default -> throw new IllegalArgumentException(name);
        };
        return new Found(
                truth,
                truth * (1 - share),
                truth * (1 + share),
                pair.get(0).asDouble(),
                pair.get(1).asDouble());
    }

    /** Returns a line a figure; nothing without a run. */
    String markdown() {
        if (rounds.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(
                        "\n| figure of the gate | truth | measured | may be, without the harness | the truth is between |\n")
                .append("|---|---|---|---|---|\n");
        rounds.forEach((name, found) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | in %d of %d |%n",
                name,
                number(found.stream().mapToDouble(Found::truth).toArray()),
                number(found.stream().mapToDouble(Found::value).toArray()),
                number(found.stream().mapToDouble(Found::without).toArray()),
                found.stream().filter(Found::holds).count(),
                found.size())));
        return text.toString();
    }

    private static String number(double[] values) {
        return String.format(Locale.ROOT, "%.3f", Sample.of(values).quantile(0.5));
    }
}
