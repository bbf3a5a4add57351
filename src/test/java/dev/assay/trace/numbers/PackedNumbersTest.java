package dev.assay.trace.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedNumbersTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 300, 70_000, 3_000_000_000L, 1L << 40})
    void givesBackWhatWasPacked(long step) {
        var random = new Random(step);
        var numbers = LongStream.iterate(-5, before -> before + random.nextLong(step))
                .limit(1000)
                .toArray();

        var packed = PackedNumbers.of(numbers, numbers.length);

        assertThat(IntStream.range(0, packed.count()).mapToLong(packed::get)).containsExactly(box(numbers));
        for (var number : new long[] {-6, -5, numbers[500], numbers[500] + 1, numbers[999], numbers[999] + 1}) {
            assertThat(packed.firstFrom(number)).isEqualTo((int)
                    LongStream.of(numbers).filter(each -> each < number).count());
        }
    }

    @Test
    void givesBackNumbersThatFallAndTheExtremes() {
        long[] numbers = {5, 3, Long.MAX_VALUE, Long.MIN_VALUE, 0, 7};

        assertThat(IntStream.range(0, 6).mapToLong(PackedNumbers.of(numbers, 6)::get))
                .containsExactly(box(numbers));
        assertThat(PackedNumbers.of(numbers, 0).count()).isZero();
    }

    private static Long[] box(long[] numbers) {
        return LongStream.of(numbers).boxed().toArray(Long[]::new);
    }
}
