package dev.assay.figures;

import dev.assay.plan.testspecs.AllowedFailures;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.TokenLengths;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a load test or of its steady window that brought no answer by the server's fault: those that the server failed, and those that
 * were not sent because too many had failed. If no measured request was sent, the warm-up requests take their place.
 *
 * @param failed the requests that the server failed
 * @param sent how many requests were sent
 * @param unsent how many requests were not sent
 * @param most the most tokens that each missing request could have had; absent if unknown
 * @param allowed whether thresholds.yaml allows so many failed requests
 */
public record MissingRequests(
        List<Trace> failed, int sent, int unsent, @Nullable Most most, boolean allowed) {
    /** The most tokens of one request. */
    record Most(long input, long output) {}

    public MissingRequests {
        failed = List.copyOf(failed);
    }

    /** Returns those of requests that were all sent. */
    static MissingRequests of(List<Trace> sent) {
        return new MissingRequests(failed(sent), sent.size(), 0, null, false);
    }

    /** Returns those of a load test. */
    static MissingRequests of(TestSpec.LoadTest loadTest, Recording recording) {
        var measured = recording.measured();
        var sent = measured.isEmpty() ? recording.traces() : measured;
        var failed = failed(sent);
        return new MissingRequests(
                failed,
                sent.size(),
                Math.max(0, DueRequestCount.of(loadTest, measured) - measured.size()),
                most(loadTest, recording),
                AllowedFailures.of(loadTest).covers(failed.size(), sent.size()));
    }

    /** Returns those of a part of the run. The unsent requests count in every part, because each could have been in it. */
    MissingRequests among(List<Trace> part) {
        return new MissingRequests(failed(part), part.size(), unsent, most, allowed);
    }

    private static List<Trace> failed(List<Trace> sent) {
        return sent.stream().filter(trace -> trace.ending().failedByServer()).toList();
    }

    private static @Nullable Most most(TestSpec.LoadTest loadTest, Recording recording) {
        var asked = recording.header().asked().values();
        if (!asked.isEmpty()) {
            return new Most(
                    asked.stream().mapToLong(each -> each.inputTokens()).max().orElse(0),
                    asked.stream().mapToLong(each -> each.outputTokens()).max().orElse(0));
        }
        return loadTest.workload().input() instanceof TokenLengths.Exactly(var input)
                        && loadTest.workload().output() instanceof TokenLengths.Exactly(var output)
                ? new Most(input, output)
                : null;
    }

    /** Returns how many requests are missing. */
    public int count() {
        return failed.size() + unsent;
    }

    /** Returns how many of them count as worse than any limit on a quantile: those that failed, where the file allows as many. */
    public int beyond() {
        return allowed ? failed.size() : 0;
    }

    /** Returns the sum of the durations of the failed requests, in nanoseconds. */
    long nanos() {
        return failed.stream().mapToLong(trace -> trace.ended() - trace.sent()).sum();
    }

    /** Says how the failed requests ended: each kind of ending with its count and one example; empty if none failed. */
    public String endings() {
        return endings(failed);
    }

    public static String endings(List<Trace> traces) {
        var counts = new LinkedHashMap<String, Integer>();
        var examples = new LinkedHashMap<String, String>();
        for (var trace : traces) {
            var word = trace.ending().word();
            counts.merge(word, 1, Integer::sum);
            examples.putIfAbsent(word, trace.id() + ": " + trace.ending().describe());
        }
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " × " + entry.getKey() + " (" + examples.get(entry.getKey()) + ")")
                .collect(Collectors.joining(", "));
    }
}
