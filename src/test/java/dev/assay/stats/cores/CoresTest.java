package dev.assay.stats.cores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
        var ended = new AtomicBoolean();

        assertThatThrownBy(() -> Cores.both(
                        () -> {
                            throw new IllegalStateException("the one");
                        },
                        () -> ended.compareAndSet(false, true),
                        (one, other) -> one))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the one");
        assertThat(ended).isTrue();
        assertThatThrownBy(() -> Cores.both(
                        () -> 1,
                        () -> {
                            throw new IllegalStateException("the other");
                        },
                        (one, other) -> one))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the other");
    }
}
