package dev.assay.load;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.testing.Client;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.Streams;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class RecorderTest {
    @Test
    void doesNotWaitForEverForADiskThatHangs() {
        var never = new Semaphore(0);
        try (var server = ScriptedEndpoint.of(Script.stream(Streams.FINISH, Streams.DONE));
                var client = new Client(Client.PATIENT);
                var recorder = new Recorder(trace -> never.acquireUninterruptibly(), 0, Duration.ofMillis(50))) {
            recorder.keep(
                    client.start(Client.request(server.base(), "c1-001", "{}")).join());

            assertThatThrownBy(recorder::join)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a trace was not written within 0 s. Check the disk of the run directory.");
            never.release();
        }
    }
}
