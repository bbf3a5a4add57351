package dev.assay.audits.shards;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.CacheState;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The audit of the prompts of a load test that several shards measured: none was sent twice, since the server's prefix cache would know the second. Only
 * where the plan draws each prompt anew; for a warm cache, the warm-up sends the measured prompts before.
 */
public final class ShardPrompts {
    private static final String NAME = "shards' prompts";

    private ShardPrompts() {}

    /** Returns the finding; empty if one process measured the test, or prompts may be equal by the plan. */
    public static Optional<Finding> of(TestSpec.LoadTest loadTest, Recording recording) {
        return recording.merged().isPresent() && areDrawn(loadTest.prompts())
                ? Optional.of(finding(loadTest.cache() == CacheState.WARM ? recording.measured() : recording.traces()))
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

    private static Finding finding(List<Trace> traces) {
        var first = new HashMap<String, Trace>();
        var twice = new ArrayList<String>();
        for (var trace : traces) {
            var other = first.putIfAbsent(trace.requestSha256(), trace);
            if (other != null) {
                twice.add(trace.id() + " and " + other.id());
            }
        }
        return twice.isEmpty()
                ? new Finding(NAME, Severity.SOUND, "all " + traces.size() + " are different")
                : new Finding(
                        NAME,
                        Severity.INVALID,
                        twice.size() + (twice.size() == 1 ? " prompt was" : " prompts were") + " sent twice ("
                                + twice.getFirst() + "), so the server may have known "
                                + (twice.size() == 1 ? "it" : "them"));
    }
}
