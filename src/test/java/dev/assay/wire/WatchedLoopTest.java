package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recording.ReadingDelays;
import dev.assay.testing.Client;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.Streams;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What real loops tell of real sockets, on a clock that stands still except where a test moves it. */
class WatchedLoopTest {
    private static final Script WHOLE = Script.stream(Streams.OUTPUT, Streams.FINISH, Streams.DONE);
    private static final long HELD_UP = 60_000_000;

    private final AtomicLong clock = new AtomicLong(1_000_000_000);

    /** Sends one request after another over watched sockets; the end of the second holds the thread that reads up. */
    private ReadingDelays seen(long heldUp) {
        try (var server = ScriptedEndpoint.of(WHOLE);
                var client = new Client(new Transport(clock::get, Client.PATIENT))) {
            client.post(server.base(), "c2-001", "{}");
            client.transport().beginWatch();
            var over = new CompletableFuture<Exchange>();
            client.transport().send(Client.request(server.base(), "c2-002", "{}"), 0, ended -> {
                clock.addAndGet(heldUp);
                over.complete(ended);
            });
            Client.await(over);
            // When this one is over, so is the pass that was held up.
            client.post(server.base(), "c2-003", "{}");
            return client.transport().endWatch().orElseThrow();
        }
    }

    @Test
    void showAThreadThatACallbackHeldUp() {
        var seen = seen(HELD_UP);

        assertThat(seen.most()).isEqualTo(HELD_UP);
        assertThat(seen.longest().getFirst().waited()).isEqualTo(HELD_UP);
        assertThat(seen.readShift()).isPositive();
    }

    @Test
    void showNothingOfAThreadThatIsQuick() {
        var seen = seen(0);

        // The pass that read the end of the last request counts when it is over, which may be after the watch.
        assertThat(seen.reads()).isPositive();
        assertThat(seen.most()).isZero();
        assertThat(seen.readShift()).isZero();
        assertThat(seen.instantShift()).isZero();
    }

    @Test
    void showNothingIfNothingWasRead() {
        try (var client = new Client(Client.PATIENT)) {
            client.transport().beginWatch();

            assertThat(client.transport().endWatch()).isEmpty();
        }
    }
}
