package dev.assay.report.ci;

import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Unit;
import dev.assay.report.json.Json;
import java.util.Optional;
import java.util.stream.Collectors;

/** The figures of a run for github-action-benchmark, whose tools {@code customSmallerIsBetter} and {@code customBiggerIsBetter} read one file each. */
public final class BenchmarkJson {
    private static final double PERCENT = 100;

    private BenchmarkJson() {}

    /**
     * Returns the JSON of the figures of which such values are better; empty if none has a value, because the action refuses an empty list.
     */
    public static Optional<String> of(RunVerdict run, Direction better) {
        var json = Json.MAPPER.createArrayNode();
        for (var shown : ShownFigures.of(run)) {
            if (shown.value() != null && shown.figure().better() == better) {
                var factor = shown.figure().unit() == Unit.SHARE ? PERCENT : 1;
                var entry = json.addObject();
                entry.put(
                        "name",
                        shown.test().planned().name() + " " + shown.figure().key());
                entry.put("unit", shown.figure().unit().symbol());
                entry.put("value", ShownFigure.number(shown.value() * factor));
                if (shown.sd() != null) {
                    entry.put(
                            "range",
                            "± " + ShownFigure.number(shown.sd() * factor).toPlainString());
                }
                entry.put("extra", extra(shown));
            }
        }
        return json.isEmpty() ? Optional.empty() : Optional.of(Json.MAPPER.writeValueAsString(json) + "\n");
    }

    private static String extra(ShownFigure shown) {
        var from = shown.test()
                .header()
                .map(header ->
                        header.provenance() + " " + header.started().toString().substring(0, 10) + ", ")
                .orElse("");
        var limits = shown.test().limits().stream()
                .filter(limit -> ShownFigures.ofWholeTest(limit, shown.figure()))
                .map(limit -> ", " + limit.limit().bound().asked())
                .collect(Collectors.joining());
        return from + "n=" + shown.samples() + limits;
    }
}
