package dev.assay.stats.cores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoresTest {
    @Test
    void doesEachTaskOnce() {
        var done = new AtomicIntegerArray(1000);

        Cores.all(IntStream.range(0, done.length())
                .<Runnable>mapToObj(i -> () -> done.incrementAndGet(i))
                .toList());

        assertThat(IntStream.range(0, done.length()).map(done::get)).containsOnly(1);
    }

    @Test
    void joinsBothResults() {
        List<Integer> joined = Cores.both(() -> 1, () -> 2, List::of);

        assertThat(joined).containsExactly(1, 2);
    }

    @Test
    void throwsTheErrorOfEither() {
        assertThatThrownBy(() -> Cores.both(
                        () -> {
                            throw new IllegalStateException("the one");
                        },
                        () -> 2,
                        (one, other) -> one))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the one");
        assertThatThrownBy(() -> Cores.both(
                        () -> 1,
                        () -> {
                            throw new IllegalStateException("the other");
                        },
                        (one, other) -> one))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the other");
    }

    /** Threads of the caller's pool may wait for each other in their own ways. */
    @Test
    void usesNoOtherThreadOfTheCallersPool() {
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        try (var pool = new ForkJoinPool(2)) {
            var caller = pool.submit(() -> {
                        Cores.all(IntStream.range(0, 1000)
                                .<Runnable>mapToObj(i -> () -> threads.add(Thread.currentThread()))
                                .toList());
                        return Thread.currentThread();
                    })
                    .join();

            assertThat(threads)
                    .allSatisfy(thread -> assertThat(
                                    thread == caller || thread.getName().startsWith("assay-cores-"))
                            .isTrue());
        }
    }

    @Test
    void waitsForNoThreadThatWaits() {
        var inner = new AtomicIntegerArray(64);
        List<Runnable> tasks = IntStream.range(0, 8)
                .<Runnable>mapToObj(i -> () -> Cores.all(IntStream.range(0, 8)
                        .<Runnable>mapToObj(j -> () -> inner.incrementAndGet(8 * i + j))
                        .toList()))
                .toList();

        Cores.all(tasks);

        assertThat(IntStream.range(0, 64).map(inner::get)).containsOnly(1);
    }

    /** Each part goes on only when the other has begun. The part of the other thread ends only when the caller waits for it. */
    @Test
    void doesTwoPartsAtTheSameTimeAndWaitsForBoth() {
        assumeThat(ForkJoinPool.getCommonPoolParallelism()).isPositive();
        var caller = Thread.currentThread();
        var begun = new CountDownLatch(2);
        var ended = new AtomicInteger();
        Runnable part = () -> {
            begun.countDown();
            while (begun.getCount() > 0
                    || (Thread.currentThread() != caller && caller.getState() != Thread.State.WAITING)) {
                Thread.onSpinWait();
            }
            ended.incrementAndGet();
        };

        Cores.all(List.of(part, part));

        assertThat(ended).hasValue(2);
    }

    @Test
    void leavesTheCallerInterrupted() {
        Thread.currentThread().interrupt();

        Cores.all(List.of(() -> {}, () -> {}));

        assertThat(Thread.interrupted()).isTrue();
    }
}
