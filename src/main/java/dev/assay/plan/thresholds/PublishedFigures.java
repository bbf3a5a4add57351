package dev.assay.plan.thresholds;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures that somebody else measured for a load test and published, with the digits that were published. Assay examines them; no limit is judged by them.
 *
 * @param qps completed requests per second
 * @param promptTps prompt tokens per second; absent: not published, which thresholds.yaml does not allow
 * @param decodeTps answer tokens per second of one request; absent: not published, which thresholds.yaml does not allow
 * @param ttft mean time to the first token in milliseconds
 * @param e2e mean time of a whole request in milliseconds
 * @param tpot mean time per output token in milliseconds
 * @param hitRate hit rate of the prefix cache in percent; absent: not published
 * @param requests how many requests were measured; absent: not published
 * @param warmup how many requests were sent before them and not measured; absent: not published
 * @param source where it was published, for people
 */
public record PublishedFigures(
        WrittenNumber qps,
        @Nullable WrittenNumber promptTps,
        @Nullable WrittenNumber decodeTps,
        WrittenNumber ttft,
        WrittenNumber e2e,
        WrittenNumber tpot,
        @Nullable WrittenNumber hitRate,
        @Nullable Integer requests,
        @Nullable Integer warmup,
        String source) {
    private static final Map<Unit, String> SYMBOLS =
            Map.of(Unit.PER_SECOND, "/s", Unit.TOKENS_PER_SECOND, " tok/s", Unit.MILLISECONDS, " ms", Unit.SHARE, " %");

    /** Reads the value of a load test's {@code published}; absent if there is none, or if it could not be read. */
    public static @Nullable PublishedFigures read(
            @Nullable Node node, @Nullable Workload workload, PlanReading reading) {
        var fields = Fields.of(node, "'published'", reading.problems);
        if (fields == null) {
            return null;
        }
        if (workload != null && !workload.isExact()) {
            reading.problems.add(
                    fields.place(),
                    "'published' needs requests of one length, but those of workload [" + workload.name()
                            + "] have different lengths: give the load test a workload whose 'input-tokens' and 'output-tokens' are whole numbers");
        }
        var qps = written(fields, "qps", Unit.PER_SECOND, true, reading);
        var promptTps = written(fields, "prompt-tps", Unit.TOKENS_PER_SECOND, true, reading);
        var decodeTps = written(fields, "decode-tps", Unit.TOKENS_PER_SECOND, true, reading);
        var ttft = written(fields, "ttft", Unit.MILLISECONDS, true, reading);
        var e2e = written(fields, "e2e", Unit.MILLISECONDS, true, reading);
        var tpot = written(fields, "tpot", Unit.MILLISECONDS, true, reading);
        var hitRate = written(fields, "hit-rate", Unit.SHARE, false, reading);
        var requests = count(fields, "requests", 1, PlanReading.MOST_REQUESTS);
        var warmup = count(fields, "warmup", 0, PlanReading.MOST_REQUESTS);
        var source = fields.text("source");
        fields.refuseOthers(PlanReading.LATER);
        if (qps == null
                || promptTps == null
                || decodeTps == null
                || ttft == null
                || e2e == null
                || tpot == null
                || source == null) {
            return null;
        }
        return new PublishedFigures(qps, promptTps, decodeTps, ttft, e2e, tpot, hitRate, requests, warmup, source);
    }

    private static @Nullable Integer count(Fields fields, String key, int least, int most) {
        return fields.optional(key) == null ? null : Integer.valueOf(fields.count(key, least, most, least));
    }

    /** Reads a figure in the unit in which such figures are published. A converted value would have other digits than the published one. */
    private static @Nullable WrittenNumber written(
            Fields fields, String key, Unit unit, boolean needed, PlanReading reading) {
        var node = needed ? fields.required(key) : fields.optional(key);
        if (node == null) {
            return null;
        }
        var symbol = String.valueOf(SYMBOLS.get(unit));
        if (node instanceof Node.Scalar scalar && scalar.text().endsWith(symbol)) {
            var digits = scalar.text().substring(0, scalar.text().length() - symbol.length());
            var written = WrittenNumber.parse(digits);
            if (written != null && written.value().signum() > 0) {
                return written;
            }
        }
        reading.problems.add(
                node.place(),
                String.format(
                        Locale.ROOT,
                        "'%s' must be a number above zero with its unit, written as it was published: expected e.g. '43.501%s', found %s",
                        key,
                        symbol,
                        node.found()));
        return null;
    }
}
