package dev.assay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.faults.Fault.Outcome;
import dev.assay.testing.SmallServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the matrix. Each row must get its verdict, and say and leave what docs/faults.md has. The page is written anew with the rows that ran, so that a
 * change can be read in it. {@code -Dfaults=WORDS} runs only the rows whose names match this pattern.
 */
@Tag("faults")
@ResourceLock(SmallServer.STARTED)
class FaultMatrixTest {
    private static final Map<Fault, Map.Entry<Outcome, Duration>> SEEN = new LinkedHashMap<>();
    private static FaultPage page;

    /** The first run of the gate in a process loads its classes and warms the client, which is no row's time. */
    @BeforeAll
    static void warm(@TempDir Path folder) throws Exception {
        page = FaultPage.read();
        SmallGate.answering(Answers.good()).in(folder);
    }

    static Stream<Arguments> rows() {
        var only = System.getProperty("faults", "");
        return FaultMatrix.rows().stream()
                .filter(fault -> fault.name().matches(".*" + only + ".*"))
                .map(fault -> Arguments.argumentSet(fault.name(), fault));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("rows")
    void isSeen(Fault fault, @TempDir Path folder) throws Exception {
        var begun = System.nanoTime();

        var seen = fault.plant().in(folder);

        SEEN.put(fault, Map.entry(seen, Duration.ofNanos(System.nanoTime() - begun)));
        assertThat(seen.verdict()).isEqualTo(fault.verdict());
        page.row(fault.name())
                .ifPresent(before -> assertThat(FaultPage.cells(fault, seen)).isEqualTo(before));
    }

    @AfterAll
    static void writePage() throws IOException {
        page.write(SEEN);
    }
}
