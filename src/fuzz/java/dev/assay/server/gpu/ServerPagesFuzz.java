package dev.assay.server.gpu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Seeds;
import dev.assay.server.prometheus.MetricSample;
import dev.assay.server.prometheus.MetricsPage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers, exporters and nvidia-smi say about themselves. */
class ServerPagesFuzz {
    static Stream<byte[]> seeds() {
        return Stream.concat(
                Seeds.below("src/test/resources/metrics", ".txt"),
                Stream.of(
                                "DCGM_FI_DEV_POWER_USAGE{gpu=\"0\",UUID=\"GPU-1\",modelName=\"NVIDIA A30\",GPU_I_ID=\"3\",GPU_I_PROFILE=\"1g.6gb\"} 92.4\nDCGM_FI_DEV_SM_CLOCK{UUID=\"GPU-1\"} 1.4e3\n",
                                "GPU-1, NVIDIA A30, 165.00, [N/A], 1440\nField \"clocks_event_reasons\" is not a valid field to query\n",
                                "GPU 0: NVIDIA A30 (UUID: GPU-1)\n  MIG 1g.6gb     Device  0: (UUID: MIG-2)\n")
                        .map(text -> text.getBytes(UTF_8)));
    }

    @MethodSource("seeds")
    @FuzzTest
    void areReadAsFarAsTheyAreOfTheirFormat(byte[] bytes) throws Exception {
        var text = new String(bytes, UTF_8);
        Bounds.check(bytes, () -> {
            var page = MetricsPage.of(text);
            for (var name : page.samples().stream()
                    .map(MetricSample::name)
                    .distinct()
                    .limit(20)
                    .toList()) {
                page.sum(name);
                page.max(name);
                page.count(name);
            }
            page.samples().forEach(MetricSample::decimal);
            var gpus = DcgmText.gpus(text);
            DcgmText.facts(gpus.values());
            gpus.values().forEach(gpu -> gpu.sample(1));
            var fields = List.of("uuid", "name", "power.limit");
            assertThat(SmiTable.rows(fields, text))
                    .allSatisfy(row -> assertThat(row.size()).isLessThanOrEqualTo(3));
            SmiTable.refused(text);
        });
    }
}
