package dev.assay.audits.server;

import static dev.assay.testing.Figures.named;
import static dev.assay.testing.GpuRecords.gpu;
import static dev.assay.testing.GpuRecords.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.Audits;
import dev.assay.audits.findings.Bias;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.GpuRecord;
import dev.assay.recording.GpuRecord.Gpu;
import dev.assay.recording.GpuRecord.Other;
import dev.assay.recording.GpuRecord.Sample;
import dev.assay.recording.Recording;
import dev.assay.testing.GpuRecords;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuAuditsTest {
    private static final long POWER_CAP = 0x4;
    private static final long HW_SLOWDOWN = 0x8;
    private static final long SW_THERMAL = 0x20;

    /** Requests of 20 s in all. */
    private static Recording recording() {
        return Plans.recording(List.of(Traces.whole("a", 0, 100, 100, 3), Traces.whole("b", 19_700, 100, 100, 3)));
    }

    private static Optional<Finding> clocks(GpuRecord seen) {
        return GpuClocks.of(GpuRecords.with(recording(), seen));
    }

    private static Optional<Finding> neighbours(GpuRecord seen) {
        return GpuNeighbours.of(GpuRecords.with(recording(), seen));
    }

    /** Returns twenty samples, one a second. */
    private static Gpu seen(int index, IntFunction<Long> reasons) {
        return gpu(
                index,
                IntStream.range(0, 20)
                        .mapToObj(i -> sample(i, 300.0, reasons.apply(i)))
                        .toArray(Sample[]::new));
    }

    private static Finding clocks(Severity severity, String text) {
        return new Finding("gpu clocks", severity, text);
    }

    private static Finding neighbours(Severity severity, String text) {
        return new Finding("gpu to itself", severity, text);
    }

    @Test
    void findNothingWithoutARecord() {
        assertThat(GpuClocks.of(recording())).isEmpty();
        assertThat(GpuNeighbours.of(recording())).isEmpty();
    }

    @Test
    void findAGpuThatWasNotSlowedDown() {
        // An idle GPU, and one with clocks that a user set, is not slowed down.
        assertThat(clocks(GpuRecords.of(seen(0, i -> i % 2 == 0 ? 0x1L : 0x2L))))
                .contains(clocks(
                        Severity.SOUND, "GPU 0: NVIDIA H200 was not slowed down in 20 samples, 1980 MHz, 60 °C"));
    }

    @Test
    void findAGpuThatWasTooHot() {
        assertThat(clocks(GpuRecords.of(seen(0, i -> i < 6 ? SW_THERMAL : i < 8 ? HW_SLOWDOWN | 0x40 : POWER_CAP))))
                .contains(clocks(
                        Severity.INVALID,
                        "GPU 0: NVIDIA H200 was slowed down in 8 of 20 samples (hw slowdown, sw thermal"
                                + " slowdown, hw thermal"
                                + " slowdown): with proper cooling and power supply it is faster, 1980 MHz, 60 °C"));
    }

    @Test
    void takeTheWorstOfSeveral() {
        assertThat(clocks(GpuRecords.of(seen(0, i -> POWER_CAP), seen(1, i -> i < 4 ? 0x80L : 0L), seen(2, i -> 0L))))
                .map(Finding::text)
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("GPU 1: NVIDIA H200 was slowed down in 4 of 20 samples (hw power brake slowdown)"));
    }

    @Test
    void onlyNoteAMoment() {
        assertThat(clocks(GpuRecords.of(seen(0, i -> i == 7 ? HW_SLOWDOWN : 0L))))
                .contains(clocks(
                        Severity.NOTE,
                        "GPU 0: NVIDIA H200 was slowed down for a moment, in 1 of 20 samples (hw slowdown), 1980 MHz,"
                                + " 60 °C"));
    }

    @Test
    void onlyNoteAPowerLimit() {
        assertThat(clocks(GpuRecords.of(seen(0, i -> i < 15 ? POWER_CAP : 0L))))
                .contains(clocks(
                        Severity.NOTE,
                        "GPU 0: NVIDIA H200 was at its power limit in 15 of 20 samples; with a higher limit it"
                                + " may be faster,"
                                + " 1980 MHz, 60 °C"));
    }

    @Test
    void useOnlySamplesDuringTheMeasurement() {
        assertThat(clocks(GpuRecords.of(gpu(0, sample(-1, 300.0, SW_THERMAL), sample(21, 300.0, SW_THERMAL)))))
                .contains(clocks(Severity.NOTE, "unknown: nvidia-smi reported no GPU while requests were measured"));
        assertThat(clocks(GpuRecords.of())).contains(clocks(Severity.NOTE, "unknown: nvidia-smi reported no GPU"));
    }

    @Test
    void findAGpuThatReportsNoReasons() {
        var silent = new Sample(1, null, null, null, 60L, null, null, null);

        assertThat(clocks(GpuRecords.of(gpu(0, silent))))
                .contains(
                        clocks(Severity.SOUND, "GPU 0: NVIDIA H200 does not report reasons for reduced clocks, 60 °C"));
    }

    @Test
    void findAServerWithoutOtherProcesses() {
        assertThat(neighbours(GpuRecords.shared(1, List.of(seen(0, i -> 0L)))))
                .contains(neighbours(
                        Severity.SOUND, "only the server's processes were on its GPUs before and" + " after the test"));
        assertThat(neighbours(GpuRecords.shared(0, List.of(seen(0, i -> 0L))))).isEmpty();
    }

    @Test
    void findAnotherProcessThatComputes() {
        assertThat(neighbours(GpuRecords.shared(
                        1, List.of(seen(0, i -> 0L)), new Other("python3", 20_480L), new Other("Xorg", 4L))))
                .contains(neighbours(
                        Severity.INVALID,
                        "other processes were on the server's GPUs: python3 (20480 MiB), Xorg (4 MiB). Without"
                                + " them the server is faster"));
    }

    @ParameterizedTest
    @CsvSource({"kwin_wayland, 25", "ray::RayWorkerProc, 70000"})
    void onlyNoteDesktopProgramsAndWorkersOfRay(String program, long memory) {
        assertThat(neighbours(GpuRecords.shared(1, List.of(seen(0, i -> 0L)), new Other(program, memory))))
                .contains(neighbours(
                        Severity.NOTE,
                        "other processes were on the server's GPUs, only small ones or workers of Ray: " + program
                                + " (" + memory + " MiB)"));
    }

    @Test
    void onlyNoteProcessesThatMayBeTheServers() {
        var python = new Other("python3", null);

        assertThat(neighbours(GpuRecords.shared(0, List.of(seen(0, i -> 0L)), python, python, python, python, python)))
                .contains(
                        neighbours(
                                Severity.NOTE,
                                "it is unknown which of these processes are the server's: python3, python3, python3 and 2 more"));
    }

    /** As with a server in a container, which is the usual case. */
    @Test
    void takeOneProcessPerGpuForTheServers() {
        var worker = new Other("VLLM::Worker_TP0", 70_000L);

        assertThat(neighbours(GpuRecords.shared(0, List.of(seen(0, i -> 0L), seen(1, i -> 0L)), worker, worker)))
                .contains(neighbours(
                        Severity.SOUND,
                        "not more processes than GPUs, so they are probably the server's: VLLM::Worker_TP0 (70000 MiB),"
                                + " VLLM::Worker_TP0 (70000 MiB)"));
    }

    @Test
    void onlyNoteOtherProcessesIfTheGpuIsSplit() {
        var split = new Gpu("0: NVIDIA H200", true, List.of(sample(1, 300.0, 0L)));

        assertThat(neighbours(GpuRecords.shared(1, List.of(split), new Other("python3", 20_480L))))
                .contains(neighbours(
                        Severity.NOTE,
                        "other processes were on the same GPU, perhaps in other MIG parts of it: python3 (20480 MiB)"));
    }

    @ParameterizedTest
    @CsvSource({
        "ttft.p99, LOWER",
        "e2e.scheduled.mean, LOWER",
        "tpot.sd, EITHER",
        "output-tps, HIGHER",
        "cost-per-mtok, LOWER",
        "energy-per-mtok, EITHER",
        "cache-hit-rate, NONE"
    })
    void leaveAPassOnLatencyWhereTheGpuWasSlowedDown(String figure, Bias bias) {
        assertThat(Audits.GPU_CLOCKS.about(named(figure))).isEqualTo(bias);
    }
}
