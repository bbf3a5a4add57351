package dev.assay.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Client;
import dev.assay.trace.Transcript.Usage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is asserted holds however busy the machine is: nothing can come before its time. */
@Tag("slow")
class CalibrationTest {
    private static final TokenTiming TIMING = new TokenTiming(Duration.ofMillis(20), Duration.ofMillis(2), 4);

    @Test
    void saysEachTokenAtItsTimeAndNoneBefore() {
        try (var server = new ReferenceServer(TIMING, 0);
                var client = new Client(Client.PATIENT)) {
            var trace = client.post(server.base(), "c1-001", "{\"max_tokens\": 5}");

            var chunks = trace.transcript().chunks();
            assertThat(trace.complete()).isTrue();
            assertThat(chunks).hasSize(5).allMatch(chunk -> chunk.output());
            assertThat(trace.transcript().usage())
                    .extracting(Usage::completionTokens)
                    .isEqualTo(5);
            assertThat(IntStream.range(0, 5)
                            .mapToLong(i -> trace.reads().arrival(chunks.get(i).end()) - trace.sent()))
                    .satisfies(times -> {
                        for (var i = 0; i < 5; i++) {
                            assertThat(times.get(i)).isGreaterThanOrEqualTo(TIMING.dueNanos(0, i));
                        }
                    });
        }
    }

    @Test
    void writesDownWhatItReadAndSaid() {
        try (var server = new ReferenceServer(TIMING, 0);
                var client = new Client(Client.PATIENT)) {
            client.post(server.base(), "c1-001", "{\"max_tokens\": 3}");
            client.post(server.base(), "c1-002", "{\"max_tokens\": 2}");

            assertThat(server.takeLog().json())
                    .matches(
                            "\\{\"late_us\":\\[([0-9.E-]+, ){4}[0-9.E-]+],\"reads\":\\[\\d+, \\d+],\"ends\":\\[\\d+, \\d+]}");
            assertThat(server.takeLog().json()).isEqualTo("{\"late_us\":[],\"reads\":[],\"ends\":[]}");
            assertThat(server.takeLog().lateP99()).isZero();
        }
    }

    @Test
    void namesItsModelAndKnowsNoOtherRoute() throws IOException {
        try (var server = new ReferenceServer(TIMING, 0);
                var client = new Client(Client.PATIENT)) {
            var transport = client.transport();

            assertThat(transport
                            .get(URI.create(server.base() + "/v1/models"), Duration.ofMinutes(1))
                            .body())
                    .isEqualTo("{\"object\":\"list\",\"data\":[{\"id\":\"mock\"}]}");
            assertThat(transport
                            .get(URI.create(server.base() + "/tokenize"), Duration.ofMinutes(1))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void findsThatTheHarnessIsNeverEarly() {
        var said = new ArrayList<String>();
        var overhead = Calibration.at(3, 1, false, said::add);

        assertThat(said)
                .startsWith("warming the client with 3 in flight on a server of its own, round 1 of at most 8")
                .endsWith("calibrating the client with 3 in flight: 60 requests to a server of known timing");
        assertThat(overhead.inFlight()).isEqualTo(3);
        assertThat(overhead.requests()).isEqualTo(60);
        assertThat(overhead.ttftMean()).isPositive();
        assertThat(overhead.ttftP99()).isGreaterThanOrEqualTo(overhead.ttftMean());
        assertThat(overhead.serverP99()).isNotNegative();
        assertThat(overhead.reading()).satisfies(reading -> {
            // Each answer is read at least once.
            assertThat(reading.reads()).isGreaterThanOrEqualTo(60);
            assertThat(reading.most()).isPositive();
        });
    }

    @Test
    void watchesHowLateAThreadWakes() {
        try (var client = new Client(Client.PATIENT);
                var watch = new DisturbanceWatch(client.transport())) {
            watch.begin();
            System.gc();
            var until = System.nanoTime() + 20_000_000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            var seen = watch.stop();

            assertThat(seen.watched()).isGreaterThanOrEqualTo(20_000_000);
            assertThat(seen.lagMax()).isGreaterThanOrEqualTo(seen.lagP99());
            assertThat(seen.longest()).isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(seen.lagP99()).isNotNegative();
            assertThat(seen.lagShift()).isBetween(0L, seen.lagMax());
            assertThat(seen.collections()).isPositive();
            assertThat(seen.reading()).isNull();
        }
    }
}
