package dev.assay.figures;

import dev.assay.figures.Finding.Severity;
import dev.assay.spec.Row;
import dev.assay.spec.Unit;
import dev.assay.trace.Recording;
import dev.assay.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The audits of a load cell: the measurement is on trial first. One line each. */
public enum Audits {
    COMPLETE((cell, recording) -> Completeness.of(recording, cell.requests())),
    TOKENS_EXACT(Audits::tokensExact),
    PLAUSIBLE(Audits::plausible),
    IN_FLIGHT(InFlight::of);

    /** What findings about the counts of tokens are called. */
    public static final String TOKENS = "tokens exact";

    private final BiFunction<Row.Cell, Recording, Finding> audit;

    Audits(BiFunction<Row.Cell, Recording, Finding> audit) {
        this.audit = audit;
    }

    /** Returns what the audits find, in the order of this list. Where no request is complete, there is nothing for those after the first. */
    public static List<Finding> examine(Row.Cell cell, Recording recording) {
        var any = recording.measured().stream().anyMatch(Trace::complete);
        return Arrays.stream(values())
                .filter(audit -> any || audit == COMPLETE)
                .map(audit -> audit.audit.apply(cell, recording))
                .toList();
    }

    private static Finding tokensExact(Row.Cell cell, Recording recording) {
        var name = TOKENS;
        var in = cell.workload().inputTokens();
        var out = cell.workload().outputTokens();
        for (var trace : recording.measured()) {
            var usage = trace.transcript().usage();
            if (trace.complete() && usage == null) {
                return new Finding(
                        name, Severity.INVALID, trace.id() + ": the server does not say how many tokens it used");
            }
            if (trace.complete() && usage != null && (usage.promptTokens() != in || usage.completionTokens() != out)) {
                var text = trace.id() + ": " + usage.promptTokens() + " tokens in and " + usage.completionTokens()
                        + " out, planned " + in + " and " + out;
                return new Finding(name, Severity.INVALID, text);
            }
        }
        return new Finding(name, Severity.SOUND, in + " tokens in and " + out + " out in every complete request");
    }

    private static Finding plausible(Row.Cell cell, Recording recording) {
        var name = "times plausible";
        return recording.measured().stream()
                .filter(Trace::complete)
                .map(Audits::implausible)
                .flatMap(Optional::stream)
                .findFirst()
                .map(text -> new Finding(name, Severity.INVALID, text))
                .orElse(new Finding(name, Severity.SOUND, "0 < ttft ≤ e2e in every complete request"));
    }

    private static Optional<String> implausible(Trace trace) {
        var times = RequestTimes.of(trace);
        if (times.isEmpty()) {
            return Optional.of(trace.id() + ": a complete answer without output");
        }
        var ttft = times.get().ttft();
        var e2e = times.get().e2e();
        if (trace.scheduled() > trace.sent()) {
            return Optional.of(
                    trace.id() + ": sent " + millis((trace.scheduled() - trace.sent()) / 1e6) + " before it was due");
        }
        var ordered = ttft > 0 && ttft <= e2e && trace.sent() + e2e * 1e6 <= trace.ended() + 1;
        return ordered
                ? Optional.empty()
                : Optional.of(trace.id() + ": ttft " + millis(ttft) + ", e2e " + millis(e2e) + ", ended after "
                        + millis((trace.ended() - trace.sent()) / 1e6));
    }

    private static String millis(double value) {
        return Unit.MILLISECONDS.format(value);
    }
}
