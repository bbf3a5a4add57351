package dev.assay.plan.thresholds;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else measured of a load test and published, as it was written. No limit is judged by it: it is there to be examined.
 *
 * @param qps completed requests a second
 * @param promptTps tokens a second of the prompt; absent: not published, which thresholds.yaml does not allow
 * @param decodeTps tokens a second of the answer, of one request; absent: not published, which thresholds.yaml does not allow
 * @param ttft milliseconds, mean
 * @param e2e milliseconds, mean
 * @param tpot milliseconds, mean
 * @param hitRate percent of the prefix cache's queries that hit; absent: not published
 * @param requests how many were measured; absent: not published
 * @param warmup how many went before them; absent: not published
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

    /** Reads the value of a cell's {@code published}; absent if there is none, or none that could be read. */
    public static @Nullable PublishedFigures read(
            @Nullable Node node, @Nullable Workload workload, PlanReading reading) {
        var fields = Fields.of(node, "'published'", reading.problems);
        if (fields == null) {
            return null;
        }
        if (workload != null && !workload.isExact()) {
            reading.problems.add(
                    fields.place(),
                    "'published' is of requests that are all as long, and those of workload [" + workload.name()
                            + "] are not: give the load test a workload with two whole numbers");
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

    /** The unit must be the one that all records use, since digits that were converted are not those that were published. */
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
                        "'%s' must be a number above zero as it was published, with its unit: expected e.g. '43.501%s', found %s",
                        key,
                        symbol,
                        node.found()));
        return null;
    }
}
