package dev.assay.audits.shards;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;

/**
 * The audit of the prompts of a load test that several shards measured: none was sent twice, since the server's prefix cache would know the second. Only
 * where the plan draws each prompt anew.
 */
public final class ShardPrompts {
    private static final String NAME = "shards' prompts";

    private ShardPrompts() {}

    /** Returns the finding; empty if one process measured the test, or prompts may be equal by the plan. */
    public static Optional<Finding> of(TestSpec.LoadTest loadTest, Recording recording) {
        return recording.merged().isPresent() && areDrawn(loadTest.prompts())
                ? Optional.of(finding(recording))
                : Optional.empty();
    }

    private static boolean areDrawn(Prompts prompts) {
        return switch (prompts) {
            case Prompts.Unique ignored -> true;
            case Prompts.SharedPrefix ignored -> true;
            case Prompts.Identical ignored -> false;
            // A person may have written a line twice.
            case Prompts.AsWritten ignored -> false;
        };
    }

    private static Finding finding(Recording recording) {
        var first = new HashMap<String, Trace>();
        var twice = new ArrayList<String>();
        var measured = recording.measured();
        for (var trace : measured) {
            var other = first.putIfAbsent(trace.requestSha256(), trace);
            if (other != null) {
                twice.add(trace.id() + " and " + other.id());
            }
        }
        return twice.isEmpty()
                ? new Finding(NAME, Severity.SOUND, "all " + measured.size() + " are different")
                : new Finding(
                        NAME,
                        Severity.INVALID,
                        twice.size() + (twice.size() == 1 ? " prompt was" : " prompts were") + " sent twice ("
                                + twice.getFirst() + "), so the server may have known "
                                + (twice.size() == 1 ? "it" : "them"));
    }
}
