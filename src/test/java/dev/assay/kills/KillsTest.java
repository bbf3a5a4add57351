package dev.assay.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.testing.SmallServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Kills gates as {@code kill -9} does, at moments that are drawn, and lets them go on: what had ended must be there, and the result must be that of a run that was not
 * killed. {@code -Dkills=N} kills so often; {@code -Dkills.seed=N} draws the moments that a run printed. With 50 kills the page is written anew.
 */
@Tag("kills")
@ResourceLock(SmallServer.STARTED)
class KillsTest {
    static final int KILLS = 50;

    private static final int WANTED = Integer.getInteger("kills", KILLS);
    private static final long SEED = Long.getLong("kills.seed", System.currentTimeMillis());
    private static final List<KilledRun> RUNS = new ArrayList<>();

    @TempDir
    private static Path folder;

    private static Uninterrupted whole;
    private static Moments moments;
    private static long begun;

    @BeforeAll
    static void runUninterrupted() throws Exception {
        System.out.println("kills: " + WANTED + ", seed " + SEED);
        begun = System.nanoTime();
        try (var gate = KilledGate.in(Files.createDirectory(folder.resolve("whole")))) {
            whole = Uninterrupted.of(gate);
            moments = new Moments(SEED, whole);
        }
    }

    private static int kills() {
        return RUNS.stream().mapToInt(run -> run.kills().size()).sum();
    }

    /** A process that ends before its moment is not killed, so the number of runs is not known before. */
    @TestFactory
    Stream<DynamicTest> losesNothingAndEndsAsIfItHadNotBeenKilled() {
        return Stream.iterate(1, run -> kills() < WANTED && run <= 2 * WANTED, run -> run + 1)
                .map(run -> dynamicTest("run " + run, () -> kill(run)));
    }

    private static void kill(int number) throws IOException, InterruptedException {
        var most = Math.min(moments.kills(), WANTED - kills());
        try (var gate = KilledGate.in(Files.createDirectory(folder.resolve("run-" + number)))) {
            var run = new KilledRun(gate, whole, moments, number).killed(most);
            RUNS.add(run);
            assertThat(run.wrong())
                    .as(run.kills().stream().map(Kill::moment).toList().toString())
                    .isEmpty();
        }
    }

    @AfterAll
    static void writePage() throws IOException {
        var took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println("kills: " + kills() + " of " + RUNS.size() + " runs in " + took.toSeconds() + " s");
        assertThat(kills()).isEqualTo(WANTED);
        if (WANTED >= KILLS) {
            KillsPage.write(RUNS, SEED, took);
        }
    }
}
