package dev.assay.server.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerGpusTest {
    private static final Gpu FIRST = new Gpu(Map.of("index", "0", "uuid", "GPU-aa"), List.of());
    private static final Gpu SECOND =
            new Gpu(Map.of("index", "1", "uuid", "GPU-bb"), List.of(new MigInstances.Part("1g.10gb", "MIG-01")));
    private static final List<Gpu> BOTH = List.of(FIRST, SECOND);

    private static GpuProcess process(String gpu, long pid) {
        return new GpuProcess(gpu, pid, "python3", 1000L);
    }

    private static ServerGpus serverGpus(Set<Long> pids, Set<String> visible, GpuProcess... gpuProcesses) {
        return ServerGpus.of(BOTH, List.of(gpuProcesses), pids, visible);
    }

    @Test
    void areThoseWithTheServersProcesses() {
        var mine = process("GPU-bb", 7);
        var beside = process("GPU-bb", 8);

        assertThat(serverGpus(Set.of(7L, 9L), Set.of("0"), process("GPU-aa", 6), mine, beside))
                .isEqualTo(new ServerGpus(List.of(SECOND), List.of(mine), List.of(beside)));
    }

    @Test
    void areThoseThatTheServerWasGivenIfItsProcessesAreUnknown() {
        assertThat(serverGpus(Set.of(), Set.of("1"), process("GPU-aa", 6)).gpus())
                .containsExactly(SECOND);
        assertThat(serverGpus(Set.of(), Set.of("GPU-aa")).gpus()).containsExactly(FIRST);
        assertThat(serverGpus(Set.of(), Set.of("MIG-01")).gpus()).containsExactly(SECOND);
    }

    @Test
    void areThoseWithAnyProcessIfNothingElseIsKnown() {
        var someone = process("GPU-aa", 6);

        assertThat(serverGpus(Set.of(), Set.of(), someone))
                .isEqualTo(new ServerGpus(List.of(FIRST), List.of(), List.of(someone)));
        assertThat(serverGpus(Set.of(), Set.of()).gpus()).isEqualTo(BOTH);
    }

    @Test
    void countAProcessThatStaysOnce() {
        var mine = process("GPU-aa", 7);
        var before = new ServerGpus(List.of(FIRST), List.of(mine), List.of(process("GPU-aa", 8)));
        // The server has ended, so its process has no owner; another process came.
        var after = new ServerGpus(
                List.of(FIRST),
                List.of(),
                List.of(mine, new GpuProcess("GPU-aa", 8, "python3", 2000L), process("GPU-aa", 9)));

        assertThat(before.and(after))
                .isEqualTo(new ServerGpus(
                        List.of(FIRST),
                        List.of(mine),
                        List.of(new GpuProcess("GPU-aa", 8, "python3", 2000L), process("GPU-aa", 9))));
    }
}
