package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTimesTest {
    /** Bytes 1 to 10 came at 100 ns, 11 and 12 at 200 ns, 13 to 20 at 200 ns again. */
    private final ReadTimes reads = reads(100, 200, 200);

    @ParameterizedTest
    @CsvSource({"1, 0, 100", "9, 0, 100", "10, 0, 100", "11, 1, 200", "12, 1, 200", "13, 2, 200", "20, 2, 200"})
    void findsTheReadThatBroughtTheByteBeforeAnOffset(int offset, int read, long nanos) {
        assertThat(reads.indexOf(offset)).isEqualTo(read);
        assertThat(reads.arrival(offset)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 21})
    void refusesAnOffsetThatNoReadBrought(int offset) {
        assertThatThrownBy(() -> reads.arrival(offset))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no read brought the byte before offset " + offset);
    }

    @Test
    void hasNoArrivalWithoutReads() {
        assertThatThrownBy(() -> new ReadTimes.Builder().build().arrival(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no read brought the byte before offset 1");
    }

    @ParameterizedTest
    @CsvSource({"20, 300", "19, 300", "25, 199"})
    void refusesAReadThatRunsBackwards(int end, long nanos) {
        var builder = new ReadTimes.Builder().add(10, 100).add(20, 200);

        assertThatThrownBy(() -> builder.add(end, nanos))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("read 2 goes backwards: end " + end + ", time " + nanos);
    }

    @Test
    void refusesAnEmptyFirstRead() {
        assertThatThrownBy(() -> new ReadTimes.Builder().add(0, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("read 0 goes backwards: end 0, time 5");
    }

    @Test
    void keepsMoreReadsThanItFirstHasRoomFor() {
        var builder = new ReadTimes.Builder();
        IntStream.rangeClosed(1, 1000).forEach(i -> builder.add(i, i * 10L));

        var all = builder.build();

        assertThat(all.count()).isEqualTo(1000);
        assertThat(all.arrival(777)).isEqualTo(7770);
    }

    @Test
    void areEqualWhereTheirOffsetsAndTheirTimesAre() {
        assertThat(reads).isEqualTo(reads(100, 200, 200)).hasSameHashCodeAs(reads(100, 200, 200));
        assertThat(reads)
                .isNotEqualTo(reads(100, 200, 201))
                .doesNotHaveSameHashCodeAs(reads(100, 200, 201))
                .isNotEqualTo(new ReadTimes.Builder()
                        .add(10, 100)
                        .add(12, 200)
                        .add(21, 200)
                        .build())
                .isNotEqualTo("3 reads")
                .hasToString("3 reads");
    }

    @Test
    void areEarlierByATime() {
        assertThat(reads.earlier(150)).isEqualTo(reads(-50, 50, 50));
    }

    private static ReadTimes reads(long first, long second, long third) {
        return new ReadTimes.Builder()
                .add(10, first)
                .add(12, second)
                .add(20, third)
                .build();
    }
}
