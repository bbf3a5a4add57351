package dev.assay.stats.cores;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computes on several cores, where nothing is timed. What is computed must not change anything that another part reads.
 *
 * <p>The threads are its own. A parallel stream runs in the pool of the thread that asks for it: in that of JUnit, where tests run in parallel, one thread
 * once waited for a part that the other, waiting for that test, never did.
 */
public final class Cores {
    /** As many as the JVM uses for parallel streams: one for each core but that of the thread that asks. */
    private static final int OTHERS = ForkJoinPool.getCommonPoolParallelism();

    private static final Executor THREADS = OTHERS == 0 ? task -> {} : threads();

    private Cores() {}

    private static Executor threads() {
        var threads = new ThreadPoolExecutor(
                OTHERS,
                OTHERS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("assay-cores-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Does all of this, on all cores, in any order. If a part fails, parts that have not begun are left out, and the first failure is thrown. */
    public static void all(List<Runnable> tasks) {
        all(tasks, OTHERS);
    }

    private static void all(List<Runnable> tasks, int others) {
        var next = new AtomicInteger();
        var ended = new CountDownLatch(tasks.size());
        var failure = new AtomicReference<@Nullable Throwable>();
        Runnable some = () -> {
            for (var i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        tasks.get(i).run();
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    ended.countDown();
                }
            }
        };
        for (var i = 0; i < Math.min(others, tasks.size() - 1); i++) {
            THREADS.execute(some);
        }
        // This thread does what no other has begun, so it never waits for a part that waits for a thread.
        some.run();
        await(ended);
        switch (failure.get()) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    private static void await(CountDownLatch ended) {
        var interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                // What has begun must not go on behind the back of the caller.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what is joined from two results, which are computed at the same time if there are two cores, and on no more than two. */
    public static <A, B, R> R both(Supplier<A> one, Supplier<B> other, BiFunction<A, B, R> joined) {
        var first = new AtomicReference<A>();
        var second = new AtomicReference<B>();
        all(List.of(() -> first.set(one.get()), () -> second.set(other.get())), Math.min(1, OTHERS));
        return joined.apply(first.get(), second.get());
    }
}
