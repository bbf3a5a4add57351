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

    /** The numbers need two bytes, four or eight. */
    @ParameterizedTest
    @ValueSource(longs = {1, 0xFFFF, 0x1_0000, 0xFFFF_FFFFL, 0x1_0000_0000L})
    void areEqualIfTheirNumbersAre(long last) {
        long[] numbers = {7, 7, 7 + last, 8};
        var packed = PackedNumbers.of(numbers, 4);

        assertThat(IntStream.range(0, 4).mapToLong(packed::get)).containsExactly(box(numbers));
        assertThat(packed).isEqualTo(PackedNumbers.of(numbers.clone(), 4));
        assertThat(packed).hasSameHashCodeAs(PackedNumbers.of(new long[] {7, 7, 7 + last, 8, 9}, 4));
        assertThat(packed)
                .isNotEqualTo(PackedNumbers.of(numbers, 3))
                .isNotEqualTo(PackedNumbers.of(new long[] {7, 8, 7 + last, 8}, 4))
                .isNotEqualTo(PackedNumbers.of(new long[] {8, 8, 8 + last, 9}, 4))
                .doesNotHaveSameHashCodeAs(PackedNumbers.of(new long[] {7, 8, 7 + last, 8}, 4))
                .isNotEqualTo("numbers");
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 70_000, 1L << 40})
    void givesBackANumberBelowTheFirst(long below) {
        long[] numbers = {below, -below, 0};

        assertThat(IntStream.range(0, 3).mapToLong(PackedNumbers.of(numbers, 3)::get))
                .containsExactly(box(numbers));
    }

    private static Long[] box(long[] numbers) {
        return LongStream.of(numbers).boxed().toArray(Long[]::new);
    }
}
