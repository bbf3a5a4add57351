package dev.assay.trace;

import dev.assay.trace.Transcript.Chunk;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * In how many steps an answer came. The steps of a long request are kept among the facts about the server in the header of the protocol test's
 * traces.
 *
 * @param events how many events carry output
 * @param reads how many reads brought these events
 * @param bytes how many bytes the answer has
 * @param between the time from the first of these reads to the last
 */
public record StreamSteps(int events, int reads, int bytes, Duration between) {
    private static final String FACT = "steps of a long stream";
    private static final Pattern WRITTEN =
            Pattern.compile("([0-9]{1,9}) events in ([0-9]{1,9}) reads, ([0-9]{1,9}) bytes, ([0-9]{1,15}) ns");

    /** Returns the steps of an answer; empty if it has no output. */
    public static Optional<StreamSteps> of(Trace trace) {
        var arrivals = trace.transcript().chunks().stream()
                .filter(Chunk::output)
                .mapToLong(chunk -> trace.reads().arrival(chunk.end()))
                .toArray();
        return arrivals.length == 0
                ? Optional.empty()
                : Optional.of(new StreamSteps(
                        arrivals.length,
                        (int) Arrays.stream(arrivals).distinct().count(),
                        trace.body().size(),
                        Duration.ofNanos(arrivals[arrivals.length - 1] - arrivals[0])));
    }

    /** Returns the mean time from one read to the next; zero if there is one read. */
    public Duration step() {
        return reads < 2 ? Duration.ZERO : between.dividedBy(reads - 1);
    }

    public Map<String, String> facts() {
        return Map.of(
                FACT, events + " events in " + reads + " reads, " + bytes + " bytes, " + between.toNanos() + " ns");
    }

    /** Reads the steps from facts; empty if no long request was sent. */
    public static Optional<StreamSteps> in(Map<String, String> facts) {
        var written = WRITTEN.matcher(facts.getOrDefault(FACT, ""));
        return written.matches()
                ? Optional.of(new StreamSteps(
                        Integer.parseInt(written.group(1)),
                        Integer.parseInt(written.group(2)),
                        Integer.parseInt(written.group(3)),
                        Duration.ofNanos(Long.parseLong(written.group(4)))))
                : Optional.empty();
    }

    /** Returns whether a fact is this one, which differs from run to run. */
    public static boolean isFact(String key) {
        return key.equals(FACT);
    }
}
