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
    private static final ReadTimes READS =
            new ReadTimes.Builder().add(10, 100).add(12, 200).add(20, 200).build();

    @ParameterizedTest
    @CsvSource({"1, 0, 100", "9, 0, 100", "10, 0, 100", "11, 1, 200", "12, 1, 200", "13, 2, 200", "20, 2, 200"})
    void findsTheReadThatBroughtTheByteBeforeAnOffset(int offset, int read, long nanos) {
        assertThat(READS.indexOf(offset)).isEqualTo(read);
        assertThat(READS.arrival(offset)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 21})
    void refusesAnOffsetThatNoReadBrought(int offset) {
        assertThatThrownBy(() -> READS.arrival(offset))
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

        var reads = builder.build();

        assertThat(reads.count()).isEqualTo(1000);
        assertThat(reads.arrival(777)).isEqualTo(7770);
    }
}
