package dev.assay.server.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.launch.Gpus;
import dev.assay.recording.GpuRecord;
import dev.assay.recording.GpuRecord.Other;
import dev.assay.recording.GpuRecord.Sample;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.StubSmi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Uses a script in place of {@code nvidia-smi}, not a real GPU. */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
@ResourceLock("nvidia-smi")
class LocalGpusTest {
    private static final Gpus ALL = new Gpus.All();
    private static final int GUARD_SECONDS = 30;
    private static final long MINE = ProcessHandle.current().pid();

    @TempDir
    private Path folder;

    private final ScriptedEndpoint server = ScriptedEndpoint.of(Script.json(200, "{}"));

    @AfterEach
    void close() {
        server.close();
    }

    private LocalGpus gpus(String processes, String looks) {
        return new LocalGpus(StubSmi.h100(folder, processes, looks).toString());
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    @Test
    void readALocalServersGpusWithOneCallAndItsProcessesWithAnother() throws IOException {
        var gpus = gpus(StubSmi.UUID + ", " + MINE + ", 70000, /usr/bin/python3\n", "");

        assertThat(gpus.facts(server.base(), ALL))
                .containsEntry("gpu", "NVIDIA H100 80GB HBM3")
                .containsEntry("driver", "590.48.01")
                .containsEntry("mig", "off");
        assertThat(calls())
                .containsExactly(
                        "--query-gpu=index,uuid,name,driver_version,memory.total,mig.mode.current,power.limit,"
                                + "clocks.max.sm,clocks.max.memory,clocks.current.sm,clocks.current.memory,power.draw,"
                                + "temperature.gpu,utilization.gpu,memory.used,clocks_throttle_reasons.active"
                                + " --format=csv,noheader,nounits",
                        "--query-compute-apps=gpu_uuid,pid,used_gpu_memory,process_name --format=csv,noheader,nounits");
    }

    @Test
    void reportNothingForAServerElsewhere() {
        var elsewhere = URI.create("http://gpu.example:8000");
        var gpus = gpus("", "");

        assertThat(gpus.facts(elsewhere, ALL)).isEmpty();
        assertThat(gpus.watch(elsewhere, ALL, () -> 0, folder.resolve("raw"))).isEmpty();
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @Test
    void reportNothingForAServerWithoutGpus() {
        assertThat(gpus("", "").facts(server.base(), new Gpus.None())).isEmpty();
    }

    @Test
    void reportNothingIfTheProgramIsMissing() {
        var gpus = new LocalGpus("no-such-nvidia-smi");

        assertThat(gpus.facts(server.base(), ALL)).isEmpty();
        assertThat(gpus.watch(server.base(), ALL, () -> 0, folder.resolve("raw")))
                .isEmpty();
    }

    @Test
    void areSampledWhileATestIsMeasured() throws InterruptedException, IOException {
        var looks = StubSmi.look("631.95", 1980, 59, "0x0000000000000000")
                + StubSmi.look("[N/A]", 1755, 83, "0x0000000000000024");
        var gpus = gpus(
                StubSmi.UUID + ", " + MINE + ", 70000, /usr/bin/python3\n" + StubSmi.UUID
                        + ", 4194304, 812, /home/someone/bin/train, twice\n" + StubSmi.UUID
                        + ", [Insufficient Permissions], [Insufficient Permissions], [Insufficient Permissions]\n",
                looks);
        var read = new CountDownLatch(2);
        var nanos = new AtomicLong();
        var raw = folder.resolve("gpu/c4.txt");
        GpuRecord seen;
        try (var watch = gpus.watch(
                        server.base(),
                        ALL,
                        () -> {
                            read.countDown();
                            return nanos.addAndGet(1_000_000_000);
                        },
                        raw)
                .orElseThrow()) {
            assertThat(read.await(GUARD_SECONDS, TimeUnit.SECONDS)).isTrue();
            seen = watch.stop();
        }

        assertThat(seen)
                .isEqualTo(new GpuRecord(
                        "nvidia-smi",
                        List.of(new GpuRecord.Gpu(
                                "0: NVIDIA H100 80GB HBM3",
                                false,
                                List.of(
                                        new Sample(1_000_000_000, 631_950L, 1980L, 2619L, 59L, 100L, 70321L, 0L),
                                        new Sample(2_000_000_000, null, 1755L, 2619L, 83L, 100L, 70321L, 0x24L)))),
                        1,
                        List.of(new Other("train, twice", 812L))));
        assertThat(Files.readAllLines(raw))
                .containsExactly(
                        "ms, uuid, clocks.current.sm, clocks.current.memory, power.draw, temperature.gpu,"
                                + " utilization.gpu, memory.used, clocks_throttle_reasons.active",
                        "1000.000, " + StubSmi.UUID + ", 1980, 2619, 631.95, 59, 100, 70321, 0x0000000000000000",
                        "2000.000, " + StubSmi.UUID + ", 1755, 2619, [N/A], 83, 100, 70321, 0x0000000000000024");
        assertThat(calls())
                .filteredOn(call -> call.contains("--loop-ms=1000"))
                .singleElement()
                .asString()
                .endsWith("--id=" + StubSmi.UUID + " --loop-ms=1000");
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(process -> process.info().command().orElse("").endsWith("sleep")))
                .isEmpty();
    }
}
