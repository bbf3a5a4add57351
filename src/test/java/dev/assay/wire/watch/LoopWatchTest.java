package dev.assay.wire.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recording.ClientDisturbance;
import dev.assay.recording.ReadingDelays;
import dev.assay.recording.ReadingDelays.Pass;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a thread that reads tells of itself, on a clock that only the test moves, in microseconds. */
class LoopWatchTest {
    private long now = 5_000_000_000L;
    private final LoopWatch watch = new LoopWatch(() -> now);

    private void after(long micros) {
        now += micros * 1000;
    }

    /** The thread sleeps until bytes come, and reads so many sockets. */
    private void pass(long slept, long length, int sockets) {
        after(slept);
        watch.wakes();
        after(length);
        assertThat(watch.sleeps(sockets, 0)).isEqualTo(2);
    }

    @Test
    void countsAPassThatTheThreadSleptBefore() {
        watch.begin();
        watch.sleeps(0, 0);
        pass(1000, 40, 4);
        pass(1500, 60, 1);
        after(397_400);

        // Half of 40 µs of four reads, half of 60 of one. Nothing came during a pass.
        assertThat(watch.end())
                .isEqualTo(new ReadingDelays(5, 22_000, 0, 0, List.of(new Pass(60_000, 1), new Pass(40_000, 4))));
    }

    /** A callback parks the thread for 60 ms. Bytes that come meanwhile are found as soon as it looks again. */
    @Test
    void seesAThreadThatWasHeldUpInAPass() {
        watch.begin();
        watch.sleeps(0, 0);
        pass(1000, 60_000, 2);
        pass(5, 995, 30);
        pass(1000, 10, 1);
        after(36_990);

        var seen = watch.end();
        assertThat(seen.longest())
                .containsExactly(new Pass(61_000_000, 30), new Pass(60_000_000, 2), new Pass(10_000, 1));
        assertThat(seen.most()).isEqualTo(61_000_000);
        assertThat(seen.lateMax()).isZero();
        // (61² - 0.995²) / 2 ms² over 100 ms
        assertThat(seen.instantShift()).isEqualTo(18_600_050);
        // (30 × 61 + 2 × 60 + 0.01) / 2 ms over 33 reads
        assertThat(seen.readShift()).isEqualTo(29_545_606);
    }

    /** It should wake after 2 ms and wakes after 62. */
    @Test
    void seesAThreadThatWakesLateAndFindsNothing() {
        watch.begin();
        watch.sleeps(0, 0);
        pass(62_000, 1, 0);

        var seen = watch.end();
        assertThat(seen.lateMax()).isEqualTo(60_000_000);
        assertThat(seen.most()).isEqualTo(60_000_000);
        assertThat(seen.longest()).isEmpty();
        assertThat(seen.reads()).isZero();
    }

    @Test
    void countsTheWaitOfBytesThatALateThreadFinds() {
        watch.begin();
        watch.sleeps(0, 1);
        after(31_000);
        watch.wakes();
        // Only the first call of a pass counts.
        after(500);
        watch.wakes();
        watch.looks(3);

        assertThat(watch.end().longest()).containsExactly(new Pass(30_500_000, 3));
    }

    /** While requests wait to be sent, the thread looks without sleeping. What it finds may have come during the pass before. */
    @Test
    void countsThePassBeforeALookWithoutSleep() {
        watch.begin();
        watch.looks(0);
        after(2);
        watch.wakes();
        after(300);
        watch.looks(8);
        after(150);
        watch.wakes();
        after(50);
        watch.looks(2);

        assertThat(watch.end().longest()).containsExactly(new Pass(500_000, 2), new Pass(302_000, 8));
    }

    @Test
    void doesNotCountTheSleepOfAThreadThatNobodyWaitsFor() {
        watch.begin();
        assertThat(watch.rests(0, 0)).isZero();
        after(10_000_000);
        watch.wakes();
        after(20);
        assertThat(watch.rests(1, 300_000)).isEqualTo(300_000);

        var seen = watch.end();
        assertThat(seen.lateMax()).isZero();
        assertThat(seen.longest()).containsExactly(new Pass(20_000, 1));
    }

    @Test
    void beginsAnewAndThenKnowsNothingOfWhatWasBefore() {
        watch.begin();
        watch.sleeps(0, 0);
        pass(90_000, 60_000, 2);
        watch.begin();
        // The thread was in a pass, or asleep: it is not known which.
        after(70_000);
        watch.sleeps(9, 0);
        pass(1000, 10, 1);

        assertThat(watch.end().longest()).containsExactly(new Pass(10_000, 1));
    }

    @Test
    void leavesAThreadAsItIsThatIsNotWatched() {
        assertThat(watch.sleeps(0, 0)).isZero();
        assertThat(watch.sleeps(0, 7)).isEqualTo(7);
        assertThat(watch.rests(0, 7)).isEqualTo(7);
        watch.wakes();
        watch.looks(5);

        assertThat(watch.end().reads()).isZero();
    }

    @Test
    void keepsTheLongestPasses() {
        watch.begin();
        watch.sleeps(0, 0);
        for (var i = 1; i <= 250; i++) {
            // Each length from 11 to 260 once, in an order that neither rises nor falls: 251 is prime.
            pass(1000, 10 + i * 7 % 251, 1);
        }

        var kept = watch.end().longest();
        assertThat(kept).hasSize(ClientDisturbance.KEPT);
        assertThat(kept.getFirst().waited()).isEqualTo(260_000);
        assertThat(kept.getLast().waited()).isEqualTo(161_000);
    }

    @Test
    void joinsThreadsThatShareTheSockets() {
        var first = new ReadingDelays(30, 10_000, 500, 7, List.of(new Pass(60, 3), new Pass(40, 1)));
        var second = new ReadingDelays(10, 50_000, 900, 3, List.of(new Pass(50, 8)));

        assertThat(LoopWatch.joined(List.of(first, second)))
                .isEqualTo(new ReadingDelays(
                        40, 20_000, 900, 7, List.of(new Pass(60, 3), new Pass(50, 8), new Pass(40, 1))));
    }
}
