package dev.assay.figures;

import dev.assay.plan.tests.AllowedFailures;
import dev.assay.plan.tests.TestSpec;
import dev.assay.plan.thresholds.TokenLengths;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a load test, or of a part of its run, that brought no answer by the server's fault: those that it failed, and those that were not
 * sent any more since it had failed too many. Where the first requests, which warm the server, all went so, they stand for the others.
 *
 * @param failed those that it failed
 * @param sent how many requests were sent
 * @param unsent how many were not
 * @param most the most tokens that each of them could have had; absent where that is not known
 * @param allowed whether the file allows so many
 */
public record MissingRequests(
        List<Trace> failed, int sent, int unsent, @Nullable Most most, boolean allowed) {
    /** The most tokens of one request. */
    record Most(long input, long output) {}

    public MissingRequests {
        failed = List.copyOf(failed);
    }

    /** Returns that of requests of which nobody planned more. */
    static MissingRequests of(List<Trace> sent) {
        return new MissingRequests(failed(sent), sent.size(), 0, null, false);
    }

    /** Returns that of a load test. */
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

    /** Returns that of a part of the run. What was not sent could have been in any part. */
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

    /** Returns how many there are. */
    public int count() {
        return failed.size() + unsent;
    }

    /** Returns how long those that failed took together, in nanoseconds. */
    long nanos() {
        return failed.stream().mapToLong(trace -> trace.ended() - trace.sent()).sum();
    }

    /** Says how those that failed ended, each way with its count and one example; empty where there are none. */
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
