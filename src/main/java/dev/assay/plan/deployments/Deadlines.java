package dev.assay.plan.deployments;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.plan.thresholds.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long each stage of a request may take, and the start of a server that the gate starts.
 *
 * @param connect from the start of the connection until it is established
 * @param firstOutput from sending the request until the first output arrives
 * @param gap between one output and the next
 * @param total from sending the request until the end of the answer
 * @param start from the start of a server by the gate until it is ready
 */
public record Deadlines(Duration connect, Duration firstOutput, Duration gap, Duration total, Duration start) {
    /** The defaults: long enough for a saturated server, and short enough to notice a dead one. */
    public static final Deadlines DEFAULT = new Deadlines(
            Duration.ofSeconds(10),
            Duration.ofSeconds(120),
            Duration.ofSeconds(60),
            Duration.ofMinutes(30),
            Duration.ofMinutes(15));

    private static final Duration MOST = Duration.ofDays(7);

    /**
     * Returns the deadlines for the probes of the protocol test, which ask for few tokens. Their total is shorter, so that a server that
     * answers a probe that it should refuse does not go on for the whole time.
     */
    public Deadlines forProbes() {
        var enough = firstOutput.plus(gap);
        return new Deadlines(connect, firstOutput, gap, total.compareTo(enough) < 0 ? total : enough, start);
    }

    /** Reads the deadlines of a deployment. Missing ones are taken from {@link #DEFAULT}. */
    static Deadlines read(@Nullable Node node, Problems problems) {
        var fields = Fields.of(node, "'deadlines'", problems);
        if (fields == null) {
            return DEFAULT;
        }
        var deadlines = new Deadlines(
                duration(fields, "connect", DEFAULT.connect, problems),
                duration(fields, "first-output", DEFAULT.firstOutput, problems),
                duration(fields, "gap", DEFAULT.gap, problems),
                duration(fields, "total", DEFAULT.total, problems),
                duration(fields, "start", DEFAULT.start, problems));
        fields.refuseOthers(PlanReading.LATER);
        return deadlines;
    }

    private static Duration duration(Fields fields, String key, Duration absent, Problems problems) {
        var node = fields.optional(key);
        if (node == null) {
            return absent;
        }
        var found = node instanceof Node.Scalar scalar ? "[" + scalar.text() + "]" : node.found();
        var milliseconds = node instanceof Node.Scalar scalar ? Quantity.milliseconds(scalar.text()) : null;
        if (milliseconds == null) {
            problems.add(
                    node.place(),
                    "'" + key + "' needs a duration in ms, s or min: expected e.g. '60 s', found " + found);
            return absent;
        }
        var nanos = milliseconds.movePointRight(6).setScale(0, RoundingMode.HALF_UP);
        if (nanos.signum() <= 0 || nanos.compareTo(BigDecimal.valueOf(MOST.toNanos())) > 0) {
            problems.add(node.place(), "'" + key + "' must be above zero and at most 7 days, found " + found);
            return absent;
        }
        return Duration.ofNanos(nanos.longValueExact());
    }
}
