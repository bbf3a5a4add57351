package dev.assay.bench;

import dev.assay.stats.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Compares the gate's figures with the true values: a true value should lie in the range that the gate states for the figure without the client's
 * overhead.
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
     * @param truth the true value; low and high allow for the server's own delay
     * @param value the figure
     * @param delayed the figure without the client's overhead, if that delayed its end
     * @param flattered the figure without the client's overhead, if that delayed its beginning
     */
    private record Found(double truth, double low, double high, double value, double delayed, double flattered) {
        static Found of(double truth, double low, double high, JsonNode values) {
            return new Found(
                    truth,
                    low,
                    high,
                    values.get(0).asDouble(),
                    values.get(1).asDouble(),
                    values.get(2).asDouble());
        }

        boolean holds() {
            return Math.min(delayed, flattered) <= high && Math.max(delayed, flattered) >= low;
        }
    }

    /** Adds the figures of a run of our client. */
    void add(ClientBench.Setting setting, JsonNode figures, JsonNode score) {
        var late = score.get("late_us").values().stream()
                .mapToDouble(JsonNode::asDouble)
                .sorted()
                .toArray();
        // The server's own delay shifts the true value.
        var usual = late.length == 0 ? 0 : Sample.of(late).quantile(0.99) / MICROS;
        var end = setting.firstMillis() + (setting.tokens() - 1) * setting.gapMillis();
        for (var name : FIGURES) {
            var values = figures.get(name);
            var most = name.endsWith(".max") && late.length > 0 ? late[late.length - 1] / MICROS : usual;
            var time = switch (name.substring(0, Math.max(0, name.indexOf('.')))) {
                case "ttft" -> setting.firstMillis();
                case "ttst", "itl", "tpot" -> setting.gapMillis();
                case "e2e" -> end;
                default -> Double.NaN;
            };
            var share = most / end;
            var found = Double.isNaN(time)
                    ? rate(name, setting, score, share, values)
                    : Found.of(time, time - most, time + most, values);
            rounds.computeIfAbsent(name, ignored -> new ArrayList<>()).add(found);
            if (!found.holds()) {
                System.out.println(name + ": the truth is outside, " + found);
            }
        }
    }

    private static Found rate(String name, ClientBench.Setting setting, JsonNode score, double share, JsonNode values) {
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
        return Found.of(truth, truth * (1 - share), truth * (1 + share), values);
    }

    /** Returns one line per figure; empty without a run. */
    String markdown() {
        if (rounds.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(
                        "\n| figure of the gate | truth | measured | without the client's overhead from | to |"
                                + " contains the truth |\n")
                .append("|---|---|---|---|---|---|\n");
        rounds.forEach((name, found) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | in %d of %d |%n",
                name,
                number(found.stream().mapToDouble(Found::truth).toArray()),
                number(found.stream().mapToDouble(Found::value).toArray()),
                number(found.stream().mapToDouble(Found::delayed).toArray()),
                number(found.stream().mapToDouble(Found::flattered).toArray()),
                found.stream().filter(Found::holds).count(),
                found.size())));
        return text.toString();
    }

    private static String number(double[] values) {
        return String.format(Locale.ROOT, "%.3f", Sample.of(values).quantile(0.5));
    }
}
