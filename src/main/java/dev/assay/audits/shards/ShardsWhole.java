package dev.assay.audits.shards;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.MergedRecord;
import dev.assay.recording.MergedRecord.Fault;
import dev.assay.recording.MergedRecord.Part;
import dev.assay.recording.Recording;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The audit of the shards of a test: each is there, and measured its part to the end. */
public final class ShardsWhole {
    /** Why nothing is known of the clock of a shard that was interrupted. */
    static final String SAID_AT_THE_END = "a shard says so at the end of a test, and not all have ended it";

    /** The name of the audit in results. */
    public static final String NAME = "shards";

    private static final String ALL =
            "continue all shards with -Dassay.shard, -Dassay.shard.directory and -Dassay.resume, and merge them again";

    private ShardsWhole() {}

    /** Returns the finding; empty if one process measured the test. */
    public static Optional<Finding> of(Recording recording) {
        return recording
                .merged()
                .map(ShardsWhole::of)
                .or(() -> recording
                        .shard()
                        .filter(part -> part.sharing() > 1)
                        .map(part -> new Finding(
                                NAME,
                                Severity.INVALID,
                                "this is only the part of shard " + part.shard() + " of " + part.sharing()
                                        + ". Merge all shards with -Dassay.merge")));
    }

    private static Finding of(MergedRecord merged) {
        var faults = Stream.concat(
                        merged.missing().stream()
                                .map(number -> name(number, merged)
                                        + " is missing, and nothing is known of its requests. Name its run directory too; if it has none, "
                                        + ALL),
                        merged.parts().stream().flatMap(part -> fault(part, merged).stream()))
                .toList();
        return faults.isEmpty()
                ? new Finding(NAME, Severity.SOUND, "merged from " + parts(merged))
                : new Finding(NAME, Severity.INVALID, String.join("; ", faults));
    }

    private static String parts(MergedRecord merged) {
        return merged.sharing()
                + (merged.sharing() == 1 ? " shard: " : " shards: ")
                + merged.parts().stream()
                        .map(part -> part.directory() + " with " + part.requests()
                                + (part.requests() == 1 ? " request" : " requests"))
                        .collect(Collectors.joining(", "));
    }

    private static Optional<String> fault(Part part, MergedRecord merged) {
        var what = part.fault() == null ? Optional.<String>empty() : said(part.fault());
        return what.map(said ->
                name(part.shard(), merged) + " (" + part.directory() + ") " + said + ". If it has ended, " + ALL);
    }

    private static Optional<String> said(Fault fault) {
        return switch (fault) {
            case NOT_BEGUN -> Optional.of("did not begin this test");
            case INTERRUPTED -> Optional.of("was ended in the middle of this test, or still runs");
            // An audit of its own finds these.
            case LINES_ALTERED, BODIES_ALTERED -> Optional.empty();
        };
    }

    private static String name(int number, MergedRecord merged) {
        return "shard " + number + " of " + merged.of();
    }
}
