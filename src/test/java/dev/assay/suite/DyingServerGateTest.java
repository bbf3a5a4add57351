package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.SmallServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The gate on a server that dies at its third request, in the middle of each test. */
@Tag("slow")
@ResourceLock(SmallServer.STARTED)
class DyingServerGateTest {
    private static final String DYING = "serve: [--dies-at=3]";
    private static final String LAST_WORDS = "[torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB]";

    @TempDir
    Path folder;

    private static String unmeasured(String loadTest) {
        return "UNMEASURED " + loadTest
                + ": the server was ended by signal 9 in the middle of the test. The last lines of its log: [serving with"
                + " [--dies-at=3]] "
                + LAST_WORDS
                + ". The server ran out of memory: stop other programs that use it, lower"
                + " --gpu-memory-utilization or --max-model-len, or use a larger machine. No limit was"
                + " judged; see the traces. (";
    }

    @Test
    void isUnmeasuredWithItsLastWordsAndStartedAgainForTheNextTest() {
        var gate = ServedGate.in(folder, DYING);

        var run = gate.run("target=process");

        assertThat(run.with("error")).containsExactlyInAnyOrder(ServedGate.FIRST, ServedGate.SECOND);
        assertThat(run.test(ServedGate.FIRST).message()).startsWith(unmeasured(ServedGate.FIRST));
        assertThat(run.test(ServedGate.FIRST).printed())
                .contains("audit   every planned request complete: invalid: 2 of 5");
        assertThat(run.test(ServedGate.SECOND).message()).startsWith(unmeasured(ServedGate.SECOND));
        assertThat(gate.runs().getFirst().resolve("servers/small-2.log")).exists();
        assertThat(run.console())
                .contains(
                        "[assay] small c1: the server was ended by signal 9; the last lines of its log:",
                        "[assay]     torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB",
                        "[assay] the server of small was ended by signal 9, and is started again");

        var again = gate.run("run=" + gate.runs().getFirst());
        assertThat(again.test(ServedGate.FIRST).message()).startsWith(unmeasured(ServedGate.FIRST));
    }

    @Test
    void endsTheRunWhereItIsToldTo() {
        var gate = ServedGate.in(folder, DYING);

        var run = gate.run("target=process", "stop-on-crash=true");

        assertThat(run.test(ServedGate.FIRST).message()).startsWith(unmeasured(ServedGate.FIRST));
        assertThat(run.test(ServedGate.SECOND).message())
                .isEqualTo("UNMEASURED small c2: the server died in the middle of small c1, and"
                        + " -Dassay.stop-on-crash starts no"
                        + " test after that. Follow the advice above; if nothing else has changed,"
                        + " -Dassay.resume=" + gate.runs().getFirst() + " goes on.");
    }
}
