package dev.assay.audits.server;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.GpuRecord;
import dev.assay.recording.GpuRecord.Gpu;
import dev.assay.recording.GpuRecord.Other;
import dev.assay.recording.Recording;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The audit of other processes on the server's GPUs, just before the test and just after it. */
public final class GpuNeighbours {
    private static final String NAME = "gpu to itself";
    /** The least GPU memory of a process that matters, in MiB: a desktop program uses less, a process with a model uses more. */
    private static final long NOTABLE_MIB = 512;

    private static final String RAY = "ray::";

    private static final int SHOWN = 3;

    private GpuNeighbours() {}

    /** Returns the finding; empty if no processes were reported. */
    public static Optional<Finding> of(Recording recording) {
        return recording
                .gpu()
                .filter(seen -> seen.own() > 0 || !seen.others().isEmpty())
                .map(GpuNeighbours::of);
    }

    private static Finding of(GpuRecord seen) {
        if (seen.others().isEmpty()) {
            return new Finding(
                    NAME,
                    Severity.SOUND,
                    "only the server's processes were on its GPUs before and" + " after the test");
        }
        var named = named(seen.others());
        if (seen.own() == 0 && seen.others().size() <= seen.gpus().size()) {
            return new Finding(
                    NAME, Severity.SOUND, "not more processes than GPUs, so they are probably the server's: " + named);
        }
        if (seen.own() == 0) {
            return new Finding(
                    NAME, Severity.NOTE, "it is unknown which of these processes are the server's: " + named);
        }
        if (seen.gpus().stream().anyMatch(Gpu::partitioned)) {
            return new Finding(
                    NAME,
                    Severity.NOTE,
                    "other processes were on the same GPU, perhaps in other MIG parts of it: " + named);
        }
        var foreign = seen.others().stream().anyMatch(GpuNeighbours::isForeign);
        return foreign
                ? new Finding(
                        NAME,
                        Severity.INVALID,
                        "other processes were on the server's GPUs: " + named + ". Without them the server is faster")
                : new Finding(
                        NAME,
                        Severity.NOTE,
                        "other processes were on the server's GPUs, only small ones or" + " workers of Ray: " + named);
    }

    /** Workers of Ray have no parent process and may belong to the server. */
    private static boolean isForeign(Other other) {
        var notable = other.memory() == null || other.memory() >= NOTABLE_MIB;
        return notable && !other.program().startsWith(RAY);
    }

    private static String named(List<Other> others) {
        var shown = others.stream()
                .limit(SHOWN)
                .map(other -> other.program() + (other.memory() == null ? "" : " (" + other.memory() + " MiB)"))
                .collect(Collectors.joining(", "));
        return others.size() > SHOWN ? shown + " and " + (others.size() - SHOWN) + " more" : shown;
    }
}
