package dev.assay.bench.planted;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.PlanFacts;
import dev.assay.recording.ClientDisturbance;
import dev.assay.recording.ClientOverhead;
import dev.assay.recording.ClientRecord;
import dev.assay.recording.GaugeSummary;
import dev.assay.recording.GpuRecord;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerRecord;
import dev.assay.recording.files.TraceFile;
import dev.assay.trace.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The trace file of a test, with the side records of a live run. */
final class RecordedTest implements AutoCloseable {
    private static final long SECOND = 1_000_000_000;
    private static final long MICROSECOND = 1_000;
    private static final long HW_THERMAL_SLOWDOWN = 0x40;
    private static final int IN_TEN = 10;
    private static final int IN_FLIGHT = 4;

    private final TraceFile.Writer file;

    RecordedTest(Path file, Planned planned, Instant started) {
        this.file = new TraceFile.Writer(
                file,
                new Recording.Header(
                        planned.deployment().name(),
                        planned.test().name(),
                        Provenance.MEASURED,
                        started,
                        started.getEpochSecond(),
                        PlanFacts.of(planned),
                        Map.of(
                                "engine",
                                "vllm",
                                "model",
                                "simulated",
                                "version",
                                "0.32.0",
                                "gpu",
                                "NVIDIA H200",
                                Recording.Header.SERVER_START,
                                started.minus(Duration.ofMinutes(1)).toString())));
    }

    void append(Trace trace) {
        file.append(trace);
    }

    /** Appends what the client added, as it does on a machine with two cores of its own. */
    void client(long watched) {
        file.append(new ClientRecord(
                new ClientOverhead(
                        IN_FLIGHT,
                        400,
                        150 * MICROSECOND,
                        600 * MICROSECOND,
                        200 * MICROSECOND,
                        800 * MICROSECOND,
                        300 * MICROSECOND,
                        50 * MICROSECOND,
                        1,
                        50 * MICROSECOND,
                        null),
                new ClientDisturbance(
                        watched,
                        200 * MICROSECOND,
                        List.of(3_000 * MICROSECOND, 1_000 * MICROSECOND, 500 * MICROSECOND),
                        20 * MICROSECOND,
                        2,
                        2_000 * MICROSECOND,
                        0L,
                        null)));
    }

    /** Appends the samples of the server's GPU, one per second. */
    void gpu(long from, long to, double slowed) {
        var samples = LongStream.iterate(from, at -> at <= to, at -> at + SECOND)
                .mapToObj(at -> {
                    var hot = (at - from) / SECOND % IN_TEN < slowed * IN_TEN;
                    return new GpuRecord.Sample(
                            at,
                            600_000L,
                            hot ? 1200L : 1980L,
                            2619L,
                            hot ? 92L : 60L,
                            100L,
                            70_000L,
                            hot ? HW_THERMAL_SLOWDOWN : 0L);
                })
                .toList();
        file.append(new GpuRecord(
                "nvidia-smi", List.of(new GpuRecord.Gpu("0: NVIDIA H200", false, samples)), 1, List.of()));
    }

    /**
     * Appends what the server counted.
     *
     * @param times the server's own times; absent: it keeps none
     */
    void counted(int finished, Map<ServerCount, Long> counts, int running, @Nullable ServerTimes times) {
        var polls = 10;
        file.append(new ServerRecord(
                polls,
                0,
                null,
                0L,
                counts,
                Map.of("stop", (long) finished, "abort", 0L),
                times == null ? null : times.ttft(),
                times == null ? null : times.itl(),
                Map.of(
                        ServerGauge.RUNNING, new GaugeSummary(running, running, polls),
                        ServerGauge.WAITING, new GaugeSummary(0, 0, polls),
                        ServerGauge.KV_CACHE_USAGE, new GaugeSummary(0.2, 0.3, polls))));
    }

    /** Ends the file as a run does. */
    @Override
    public void close() {
        file.end();
        file.close();
    }
}
