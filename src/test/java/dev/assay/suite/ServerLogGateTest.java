package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.SmallServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The gate on a server whose log tells what really ran. */
@Tag("slow")
@ResourceLock(SmallServer.STARTED)
class ServerLogGateTest {
    private static final String FALLBACK = "serve: [--fallback]";

    @TempDir
    Path folder;

    @Test
    void passesWhereTheLogIsAsDemanded() {
        var run = ServedGate.in(folder, "server-log: {require: ['^serving with'], forbid: [weight-only]}")
                .run("target=process");

        assertThat(run.with("passed")).contains(ServedGate.FIRST, ServedGate.SECOND);
    }

    @Test
    void isUnmeasuredWhereTheLogHasWhatIsForbiddenAndSoIsTheFinishedRun() {
        var gate = ServedGate.in(folder, FALLBACK, "server-log: {forbid: ['serving with .*fallback']}");

        var run = gate.run("target=process");

        var made = gate.runs().getFirst();
        var reason = ": " + made.resolve("servers/small-1.log")
                + ":1 says [serving with [--fallback]], which thresholds.yaml:12:27 forbids. The figures are"
                + " not those of the intended setup: correct the server's command, or `server-log`. No"
                + " limit was judged; see the"
                + " traces. (";
        assertThat(run.with("error")).contains(ServedGate.FIRST, ServedGate.SECOND);
        assertThat(run.test(ServedGate.SECOND).message()).startsWith("UNMEASURED " + ServedGate.SECOND + reason);

        var again = gate.run("run=" + made);
        assertThat(again.test(ServedGate.SECOND).message()).startsWith("UNMEASURED " + ServedGate.SECOND + reason);

        gate.write(FALLBACK);
        assertThat(gate.run("run=" + made).with("passed")).contains(ServedGate.FIRST, ServedGate.SECOND);
    }

    @Test
    void isUnmeasuredWhereTheLogHasNotWhatIsRequired() {
        var run = ServedGate.in(folder, "server-log: {require: [FLASHINFER]}").run("target=process", "cells=c1");

        assertThat(run.test(ServedGate.FIRST).message())
                .contains("has [FLASHINFER], which thresholds.yaml:11:28 requires. The figures are not those of"
                        + " the intended setup");
    }
}
