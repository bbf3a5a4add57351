package dev.assay.tools.readers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.audits.server.ClientAndServerTimes;
import dev.assay.input.Fields;
import dev.assay.input.InputFile;
import dev.assay.input.Json;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.tools.results.ImportedLoadTest.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares AIPerf's own times with the server's metrics that it recorded ({@code server_metrics_export.json}). A server has a token before the
 * client can see it, and it generates the tokens of an answer one after the other.
 */
final class AiPerfServer {
    static final String FILE = "server_metrics_export.json";

    private static final double MS_PER_SECOND = 1e3;
    /** Allowed difference between the two times between tokens, in milliseconds. */
    private static final double GAP_MS = 1;

    private static final double GAP = 0.1;

    private final @Nullable Histogram ttft;
    private final @Nullable Histogram itl;
    private final @Nullable Histogram e2e;

    private AiPerfServer(@Nullable Histogram ttft, @Nullable Histogram itl, @Nullable Histogram e2e) {
        this.ttft = ttft;
        this.itl = itl;
        this.e2e = e2e;
    }

    /** A count of times and their sum in seconds. */
    private record Histogram(double count, double sum) {
        double mean() {
            return MS_PER_SECOND * sum / count;
        }
    }

    /** Reads the file of server metrics; empty if there is none, or if it has no times of a known server. */
    static Optional<AiPerfServer> read(Function<String, Optional<InputFile>> beside, Problems problems) {
        var file = beside.apply(FILE);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        for (var root : Json.read(file.get(), problems)) {
            var fields = Fields.of(root, "what AIPerf read of the server", problems);
            var metrics = fields == null ? null : fields.optionalMapping("metrics");
            if (metrics != null) {
                var ttft = histogram(metrics, List.of("time_to_first_token_seconds"));
                var itl = histogram(metrics, List.of("inter_token_latency_seconds", "time_per_output_token_seconds"));
                var e2e = histogram(metrics, List.of("e2e_request_latency_seconds"));
                return ttft == null && itl == null && e2e == null
                        ? Optional.empty()
                        : Optional.of(new AiPerfServer(ttft, itl, e2e));
            }
        }
        return Optional.empty();
    }

    /** Returns the sum of all series of the first of these metrics that the server has. */
    private static @Nullable Histogram histogram(Fields metrics, List<String> names) {
        for (var name : names) {
            for (var engine : List.of("vllm:", "sglang:")) {
                var metric = metrics.optionalMapping(engine + name);
                if (metric == null) {
                    continue;
                }
                var count = 0.0;
                var sum = 0.0;
                for (var series : metric.list("series")) {
                    var stats = series instanceof Node.Mapping mapping ? mapping.value("stats") : null;
                    if (stats instanceof Node.Mapping mapping) {
                        count += number(mapping, "count");
                        sum += number(mapping, "sum");
                    }
                }
                if (count > 0) {
                    return new Histogram(count, sum);
                }
            }
        }
        return null;
    }

    private static double number(Node.Mapping stats, String key) {
        return stats.value(key) instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NUMBER
                ? Double.parseDouble(scalar.text())
                : 0;
    }

    /** Returns the server's mean time between tokens in milliseconds; 0 if unknown. */
    double gap() {
        return itl == null ? 0 : itl.mean();
    }

    /** Returns the findings of the comparison; empty without the times of each request. */
    List<Finding> against(List<Times> requests) {
        var findings = new ArrayList<Finding>();
        var counted = ttft != null ? ttft : e2e;
        if (requests.isEmpty() || counted == null) {
            return findings;
        }
        if (counted.count() != requests.size()) {
            findings.add(new Finding(
                    "server's own counts",
                    Severity.NOTE,
                    String.format(
                            Locale.ROOT,
                            "the server counted %.0f requests and the file has %d: others used the server, or"
                                    + " some requests failed, so times are not compared",
                            counted.count(),
                            requests.size())));
            return findings;
        }
        findings.add(new Finding(
                "server's own counts",
                Severity.SOUND,
                String.format(Locale.ROOT, "the server counted the %d requests of the file", requests.size())));
        if (ttft != null) {
            findings.add(later(
                    "ttft", mean(requests.stream().mapToDouble(Times::ttft).toArray()), ttft.mean()));
        }
        if (e2e != null) {
            findings.add(
                    later("e2e", mean(requests.stream().mapToDouble(Times::e2e).toArray()), e2e.mean()));
        }
        if (itl != null) {
            findings.add(between(
                    requests.stream()
                                    .mapToDouble(times -> times.e2e() - times.ttft())
                                    .sum()
                            / itl.count(),
                    itl.mean()));
        }
        return findings;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static Finding later(String figure, double here, double there) {
        var text = String.format(Locale.ROOT, "%s %.1f ms here and %.1f ms by the server's clock", figure, here, there);
        if (ClientAndServerTimes.tooEarly(here, there)) {
            return new Finding(
                    "server's own " + figure,
                    Severity.INVALID,
                    text + ": client and server disagree, since nothing can arrive before the server has it");
        }
        return ClientAndServerTimes.late(here, there)
                ? new Finding(
                        "server's own " + figure,
                        Severity.NOTE,
                        String.format(
                                Locale.ROOT,
                                "%s: the server's front end, the network or a gateway adds %.1f ms",
                                text,
                                here - there))
                : new Finding("server's own " + figure, Severity.SOUND, text);
    }

    /** The client's times are divided by the server's number of gaps, since chunks in one read have no gap here. */
    private static Finding between(double here, double there) {
        var text = String.format(Locale.ROOT, "%.1f ms between tokens here and %.1f ms there", here, there);
        return Math.abs(here - there) > Math.max(GAP_MS, GAP * there)
                ? new Finding(
                        "server's own gaps",
                        Severity.INVALID,
                        text + ": client and server disagree, so something between them held tokens back")
                : new Finding("server's own gaps", Severity.SOUND, text);
    }
}
