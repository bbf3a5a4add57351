package dev.assay.server.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.StubSmi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@Tag("slow")
@ResourceLock("nvidia-smi")
class NvidiaSmiTest {
    private static final List<String> FIELDS = List.of("name", "mig.mode.current", "power.limit");

    @TempDir
    private Path folder;

    private NvidiaSmi smi(String script) {
        return new NvidiaSmi(StubSmi.write(folder, script).toString());
    }

    @Test
    void isQueriedWithoutHeadingsOrUnits() throws IOException {
        var table = smi("echo \"$*\" > " + folder.resolve("call") + "; echo 'NVIDIA L40S, [N/A], 350.00'")
                .query("gpu", FIELDS);

        assertThat(table)
                .contains(new NvidiaSmi.Table(FIELDS, List.of(Map.of("name", "NVIDIA L40S", "power.limit", "350.00"))));
        assertThat(folder.resolve("call"))
                .hasContent("--query-gpu=name,mig.mode.current,power.limit --format=csv,noheader,nounits");
    }

    /** A driver of 2019 does not know MIG. If one field is unknown, it prints no values at all. */
    @Test
    void isQueriedAgainWithoutAnUnknownField() {
        var table = smi("""
                case "$*" in
                *mig.mode.current*) echo 'Field "mig.mode.current" is not a valid field to query.'; exit 2 ;;
                *) echo 'Tesla V100-SXM2-32GB, 300.00' ;;
                esac
                """).query("gpu", FIELDS);

        assertThat(table)
                .contains(new NvidiaSmi.Table(
                        List.of("name", "power.limit"),
                        List.of(Map.of("name", "Tesla V100-SXM2-32GB", "power.limit", "300.00"))));
    }

    @Test
    void returnsNothingIfItFails() {
        var smi = smi("echo \"NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\"; exit 9");

        assertThat(smi.query("gpu", FIELDS)).isEmpty();
        assertThat(smi.list()).isEmpty();
    }

    @Test
    void returnsNothingIfItIsMissing() {
        assertThat(new NvidiaSmi("no-such-nvidia-smi").query("gpu", FIELDS)).isEmpty();
    }

    @Test
    void isStoppedWhenItPrintsWithoutAnEndAndNotRunAgain() throws IOException {
        var calls = folder.resolve("calls");
        var smi = smi("echo called >> " + calls + "; exec yes 'NVIDIA L40S, [N/A], 350.00'");

        assertThat(smi.query("gpu", FIELDS)).isEmpty();
        assertThat(smi.list()).isEmpty();
        assertThat(Files.readAllLines(calls)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void isStoppedWhenItHangsAndNotRunAgain() throws IOException {
        var calls = folder.resolve("calls");
        var script = StubSmi.write(folder, "echo called >> " + calls + "; exec sleep 1000");
        var smi = new NvidiaSmi(script.toString(), Duration.ofSeconds(2));

        assertThat(smi.query("gpu", FIELDS)).isEmpty();
        assertThat(smi.list()).isEmpty();
        assertThat(Files.readAllLines(calls)).hasSizeLessThanOrEqualTo(1);
    }
}
