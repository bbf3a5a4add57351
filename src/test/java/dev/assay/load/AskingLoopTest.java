package dev.assay.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.accuracy.asking.Asking;
import dev.assay.plan.testspecs.Pace;
import dev.assay.testing.Client;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.Streams;
import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import dev.assay.wire.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Asks 400 short questions in a time that only the server moves, so that a busy machine changes nothing: question i takes 5 + (7 i mod 46) ms. The
 * server moves the clock to the next end as soon as as many questions are with it as may be, or as are left. So a slot that the client fills at once is
 * never free, and one that it leaves free costs time.
 */
@Tag("slow")
class AskingLoopTest {
    private static final int QUESTIONS = 400;
    private static final long MS = 1_000_000;
    private static final Script ANSWER = Script.stream(Streams.FINISH, Streams.DONE);

    private final AtomicLong clock = new AtomicLong();
    private final List<Trace> traces = new ArrayList<>();

    private static long millis(int number) {
        return 5 + 7L * number % 46;
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(1));
    }

    /** The questions that are with the server. */
    private final class Desk {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final PriorityQueue<Long> ends = new PriorityQueue<>();
        private final int most;
        private int left;
        private int answered;
        private int seen;

        Desk(int most, int left) {
            this.most = most;
            this.left = left;
        }

        /** Returns when the question's time has come. Two questions may end at one instant; which is first does not matter. */
        void answer(int number) {
            lock.lock();
            try {
                var end = clock.get() + millis(number) * MS;
                ends.add(end);
                changed.signalAll();
                while (ends.size() < Math.min(most, left) || ends.element() != end || seen < answered) {
                    changed.await();
                }
                clock.set(end);
                ends.remove();
                left--;
                answered++;
                changed.signalAll();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            } finally {
                lock.unlock();
            }
        }

        /** The client has stamped the end of one more answer. Before that, time must not go on. */
        void sawAnAnswer() {
            lock.lock();
            try {
                seen++;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void ask(int inFlight, int first, int last) {
        var desk = new Desk(inFlight, last - first);
        try (var server = new ScriptedEndpoint(request -> {
                    desk.answer(number(request.id()));
                    return ANSWER;
                });
                var transport = new Transport(clock::get, Client.PATIENT)) {
            var requests = IntStream.range(first, last)
                    .<Request>mapToObj(number -> Loops.request(server, "q" + number, false))
                    .toList();
            new ClosedLoop(transport, new Pace.Closed(inFlight), Long.MAX_VALUE, trace -> {
                        traces.add(trace);
                        desk.sawAnAnswer();
                    })
                    .run(requests);
        }
    }

    /** A slot that gets free is filled at the same instant. */
    @ParameterizedTest
    @ValueSource(ints = {8, 40})
    void keepsAllSlotsFullUntilNoQuestionIsLeft(int inFlight) {
        ask(inFlight, 0, QUESTIONS);

        assertThat(traces).hasSize(QUESTIONS).allMatch(Trace::complete);
        assertThat(Asking.mean(traces, inFlight).orElseThrow()).isCloseTo(inFlight, within(1e-6));
        // What the questions take together is known; with all slots full, it is the product of slots and time, but for
        // the drain.
        var together =
                IntStream.range(0, QUESTIONS).mapToLong(AskingLoopTest::millis).sum();
        var lasted = traces.stream().mapToLong(Trace::ended).max().orElseThrow() / (double) MS;
        assertThat(lasted).isBetween((double) together / inFlight, (double) together / inFlight + 50);
    }

    /** A loop that waits for all of a wave before it sends the next: the mean is what the questions of all waves but the last take, over their time. */
    @ParameterizedTest
    @ValueSource(ints = {8, 40})
    void wouldSeeSlotsThatStandFree(int inFlight) {
        var time = 0L;
        var sum = 0L;
        for (var first = 0; first < QUESTIONS; first += inFlight) {
            ask(inFlight, first, first + inFlight);
            if (first + inFlight < QUESTIONS) {
                var wave = IntStream.range(first, first + inFlight).mapToLong(AskingLoopTest::millis);
                time += IntStream.range(first, first + inFlight)
                        .mapToLong(AskingLoopTest::millis)
                        .max()
                        .orElseThrow();
                sum += wave.sum();
            }
        }

        var mean = Asking.mean(traces, inFlight).orElseThrow();
        assertThat(mean).isCloseTo((double) sum / time, within(1e-6));
        assertThat(mean).isLessThan(0.7 * inFlight);
    }
}
