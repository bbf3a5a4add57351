package dev.assay.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientMachineTest {
    @TempDir
    private Path proc;

    @Test
    void readsWhatLinuxTellsOfItself() throws IOException {
        Files.writeString(proc.resolve("cpuinfo"), """
                processor\t: 0
                model\t\t: 143
                model name\t: Intel(R) Xeon(R) Platinum 8481C: CPU @ 2.70GHz

                processor\t: 1
                model name\t: another
                """);
        Files.writeString(proc.resolve("meminfo"), """
                MemTotal:       32871584 kB
                MemFree:         1029384 kB
                """);

        assertThat(new ClientMachine(proc).facts())
                .containsEntry("cpu", Optional.of("Intel(R) Xeon(R) Platinum 8481C: CPU @ 2.70GHz"))
                .containsEntry("memory", Optional.of("32871584 kB"));
    }

    @Test
    void findsLittleOutOnAnotherSystem() {
        var facts = new ClientMachine(proc).facts();

        assertThat(facts.keySet()).containsExactly("os", "kernel", "architecture", "cpu", "processors", "memory");
        assertThat(facts).containsEntry("cpu", Optional.empty()).containsEntry("memory", Optional.empty());
        assertThat(facts.get("os")).isPresent();
    }
}
