package dev.assay.load;

import static dev.assay.load.Loops.requests;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.testspecs.Pace;
import dev.assay.testing.Client;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import dev.assay.testing.Streams;
import dev.assay.trace.Trace;
import dev.assay.wire.LaunchPace;
import dev.assay.wire.RequestHeaders;
import dev.assay.wire.SocketThreads;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of a load test hold however many threads share the sockets. */
@Tag("slow")
class SeveralThreadsTest {
    private static final Script GOOD = Script.stream(Streams.OUTPUT, Streams.FINISH, Streams.DONE);
    private static final int CONCURRENCY = 24;
    private static final int REQUESTS = 600;

    private final ConcurrentLinkedQueue<Trace> traces = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void answerEachRequestOnceAndNeverMoreAtATime(int threads) {
        send(threads, new Pace.Closed(CONCURRENCY));

        assertThat(mostAtATime()).isBetween(2, CONCURRENCY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void letNoMoreThroughTheThrottleThanItMay(int threads) {
        send(threads, new Pace.Closed(CONCURRENCY, 5));

        assertThat(mostAtATime()).isBetween(1, 5);
    }

    private void send(int threads, Pace.Closed pace) {
        try (var server = ScriptedEndpoint.of(GOOD);
                var transport = new Transport(
                        Ticker.start(),
                        Client.PATIENT,
                        RequestHeaders.NONE,
                        new SocketThreads(threads, LaunchPace.DEFAULT))) {
            new ClosedLoop(transport, pace, Long.MAX_VALUE, traces::add).run(requests(server, CONCURRENCY, REQUESTS));

            assertThat(server.requests()).hasSize(CONCURRENCY + REQUESTS);
            assertThat(server.requests().stream().map(Seen::id)).doesNotHaveDuplicates();
            // Each thread keeps its connections: the warm-up requests opened all.
            assertThat(server.requests().stream().map(Seen::connection).distinct())
                    .hasSizeLessThanOrEqualTo(pace.inFlight() + threads - 1);
        }
        assertThat(traces).hasSize(CONCURRENCY + REQUESTS).allMatch(Trace::complete);
        assertThat(traces.stream().map(Trace::id)).doesNotHaveDuplicates();
        assertThat(traces).allSatisfy(trace -> {
            var stamps = stamps(trace);
            assertThat(stamps).isSorted();
            assertThat(stamps).hasSizeGreaterThan(4);
        });
    }

    private static List<Long> stamps(Trace trace) {
        return Stream.of(
                        Stream.of(
                                trace.scheduled(),
                                trace.sent(),
                                requireNonNull(trace.head()).nanos()),
                        IntStream.range(0, trace.reads().count()).mapToObj(trace.reads()::nanos),
                        Stream.of(trace.ended()))
                .flatMap(each -> each)
                .toList();
    }

    /** Returns how many requests were between their stamps of sending and ending at most. */
    private int mostAtATime() {
        return traces.stream()
                .mapToInt(one -> (int) traces.stream()
                        .filter(other -> other.sent() <= one.sent() && one.sent() < other.ended())
                        .count())
                .max()
                .orElseThrow();
    }
}
