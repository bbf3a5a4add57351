package dev.assay.server.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenancyTest {
    private static final Gpu FIRST = new Gpu(Map.of("index", "0", "uuid", "GPU-aa"), List.of());
    private static final Gpu SECOND =
            new Gpu(Map.of("index", "1", "uuid", "GPU-bb"), List.of(new MigInstances.Part("1g.10gb", "MIG-01")));
    private static final List<Gpu> BOTH = List.of(FIRST, SECOND);

    private static Tenant tenant(String gpu, long pid) {
        return new Tenant(gpu, pid, "python3", 1000L);
    }

    private static Tenancy tenancy(Set<Long> pids, Set<String> visible, Tenant... tenants) {
        return Tenancy.of(BOTH, List.of(tenants), pids, visible);
    }

    @Test
    void isWhereTheServersProcessesAre() {
        var mine = tenant("GPU-bb", 7);
        var beside = tenant("GPU-bb", 8);

        assertThat(tenancy(Set.of(7L, 9L), Set.of("0"), tenant("GPU-aa", 6), mine, beside))
                .isEqualTo(new Tenancy(List.of(SECOND), List.of(mine), List.of(beside)));
    }

    @Test
    void isWhatTheServerWasGivenWhereItsProcessesAreNotKnown() {
        assertThat(tenancy(Set.of(), Set.of("1"), tenant("GPU-aa", 6)).gpus()).containsExactly(SECOND);
        assertThat(tenancy(Set.of(), Set.of("GPU-aa")).gpus()).containsExactly(FIRST);
        assertThat(tenancy(Set.of(), Set.of("MIG-01")).gpus()).containsExactly(SECOND);
    }

    @Test
    void isWhereAnybodyComputesWhereNothingElseIsKnown() {
        var someone = tenant("GPU-aa", 6);

        assertThat(tenancy(Set.of(), Set.of(), someone))
                .isEqualTo(new Tenancy(List.of(FIRST), List.of(), List.of(someone)));
        assertThat(tenancy(Set.of(), Set.of()).gpus()).isEqualTo(BOTH);
    }

    @Test
    void countsAProcessThatStaysOnce() {
        var mine = tenant("GPU-aa", 7);
        var before = new Tenancy(List.of(FIRST), List.of(mine), List.of(tenant("GPU-aa", 8)));
        // The server is gone, so its process is nobody's; another one came.
        var after = new Tenancy(
                List.of(FIRST),
                List.of(),
                List.of(mine, new Tenant("GPU-aa", 8, "python3", 2000L), tenant("GPU-aa", 9)));

        assertThat(before.and(after))
                .isEqualTo(new Tenancy(
                        List.of(FIRST),
                        List.of(mine),
                        List.of(new Tenant("GPU-aa", 8, "python3", 2000L), tenant("GPU-aa", 9))));
    }
}
