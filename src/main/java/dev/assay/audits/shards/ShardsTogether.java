package dev.assay.audits.shards;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.MergedRecord;
import dev.assay.recording.MergedRecord.Part;
import dev.assay.recording.Recording;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The audit of the question whether shards sent at the same time. Each must have sent its first measured request before a twentieth of the whole time had
 * passed, or less was in flight than the load test says. How many were in flight after that is for the audit "in flight", which looks at all shards.
 */
public final class ShardsTogether {
    private static final String NAME = "shards overlap";

    /** Of the time from the first sending to the last end. */
    private static final double LATEST = 0.05;

    private static final double NANOS_PER_SECOND = 1e9;

    private ShardsTogether() {}

    /** Returns the finding; empty if one process measured the test. */
    public static Optional<Finding> of(Recording recording) {
        return recording.merged().map(ShardsTogether::of);
    }

    private static Finding of(MergedRecord merged) {
        var sending =
                merged.parts().stream().filter(part -> part.sent() != null).toList();
        var joint = merged.joint();
        if (joint.isEmpty()) {
            return new Finding(NAME, Severity.SOUND, "not looked at: no request was sent");
        }
        if (!merged.lost().isEmpty()) {
            return new Finding(
                    NAME,
                    Severity.INVALID,
                    (merged.lost().size() == 1 ? "shard " : "shards ")
                            + merged.lost().stream().map(String::valueOf).collect(Collectors.joining(", "))
                            + " had ended when the others finished this test: measure it again, in all shards at the same"
                            + " time");
        }
        if (merged.apart().isEmpty() && sending.stream().anyMatch(part -> part.begun() == null)) {
            return new Finding(
                    NAME,
                    Severity.INVALID,
                    "nobody knows whether the shards sent at the same time: "
                            + (merged.isInterrupted()
                                    ? ShardsWhole.SAID_AT_THE_END
                                    : "they have no clock in common, and did not agree on a start. Give all of them one"
                                            + " -Dassay.shard.directory"));
        }
        var last = sending.stream()
                .max(Comparator.comparingLong(ShardsTogether::first))
                .orElseThrow();
        var late = first(last) - joint.get().first();
        var whole = joint.get().ended() - joint.get().first();
        var text = String.format(
                Locale.ROOT,
                "shard %d sent its first request %.3f s after the first of all, of %.3f s",
                last.shard(),
                late / NANOS_PER_SECOND,
                whole / NANOS_PER_SECOND);
        return late <= LATEST * whole
                ? new Finding(NAME, Severity.SOUND, text)
                : new Finding(
                        NAME,
                        Severity.INVALID,
                        text + ", more than a twentieth: measure this test again, in all shards at the same time");
    }

    private static long first(Part part) {
        return Objects.requireNonNull(part.sent()).first();
    }
}
