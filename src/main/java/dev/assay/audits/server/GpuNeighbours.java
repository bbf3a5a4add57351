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

/** The audit of who else was on the server's GPUs, just before the test and just after it. */
public final class GpuNeighbours {
    private static final String NAME = "gpu to itself";
    /** Who only draws windows holds less, and who computes with a model holds more. */
    private static final long NOTABLE_MIB = 512;

    private static final String RAY = "ray::";

    private static final int SHOWN = 3;

    private GpuNeighbours() {}

    /** Returns what it finds; empty where nobody told of processes. */
    public static Optional<Finding> of(Recording recording) {
        return recording
                .gpu()
                .filter(seen -> seen.own() > 0 || !seen.others().isEmpty())
                .map(GpuNeighbours::of);
    }

    private static Finding of(GpuRecord seen) {
        if (seen.others().isEmpty()) {
            return new Finding(NAME, Severity.SOUND, "no process but the server's was on it before or after the test");
        }
        var named = named(seen.others());
        if (seen.own() == 0 && seen.others().size() <= seen.gpus().size()) {
            return new Finding(NAME, Severity.SOUND, "no more processes than GPUs, most likely the server's: " + named);
        }
        if (seen.own() == 0) {
            return new Finding(NAME, Severity.NOTE, "which of its processes are the server's is not known: " + named);
        }
        if (seen.gpus().stream().anyMatch(Gpu::partitioned)) {
            return new Finding(
                    NAME, Severity.NOTE, "other processes were on the same GPU, maybe in other parts of it: " + named);
        }
        var foreign = seen.others().stream().anyMatch(GpuNeighbours::isForeign);
        return foreign
                ? new Finding(
                        NAME,
                        Severity.INVALID,
                        "other processes were on it: " + named + ". Alone, the server is faster")
                : new Finding(
                        NAME, Severity.NOTE, "other processes were on it, small ones or workers of Ray: " + named);
    }

    /** Workers of Ray are nobody's children, and may well be the server's. */
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
