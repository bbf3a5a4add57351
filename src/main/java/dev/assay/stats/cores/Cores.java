package dev.assay.stats.cores;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Computes on several cores, where nothing is timed. What is computed must not change anything that another part reads. */
public final class Cores {
    private Cores() {}

    /** Does all of this, on all cores, in any order. */
    public static void all(List<Runnable> tasks) {
        tasks.parallelStream().forEach(Runnable::run);
    }

    /** Returns what is joined from two results, which are computed at the same time if there are two cores, and on no more than two. */
    public static <A, B, R> R both(Supplier<A> one, Supplier<B> other, BiFunction<A, B, R> joined) {
        var forked = ForkJoinPool.commonPool().submit(other::get);
        A first;
        try {
            first = one.get();
        } finally {
            // Nothing of it goes on when this method ends, not even after an error.
            forked.quietlyJoin();
        }
        return joined.apply(first, forked.join());
    }
}
