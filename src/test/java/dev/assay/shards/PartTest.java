package dev.assay.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The parts of a test's work. */
class PartTest {
    private static Stream<Integer> numbersOfParts() {
        return Stream.of(1, 2, 3, 4, 7, 16);
    }

    private static List<Part> parts(int of) {
        return IntStream.rangeClosed(1, of)
                .mapToObj(number -> new Part(number, of))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("numbersOfParts")
    void areTogetherExactlyTheWholeOfAnyList(int of) {
        for (var size = 0; size <= 40; size++) {
            var all = IntStream.range(0, size).boxed().toList();
            assertThat(parts(of).stream().flatMap(part -> part.of(all).stream()))
                    .as("%d in %d parts", size, of)
                    .containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @ParameterizedTest
    @MethodSource("numbersOfParts")
    void keepTheOrderAndDifferByAtMostOneElement(int of) {
        for (var size = 0; size <= 40; size++) {
            var all = IntStream.range(0, size).boxed().toList();
            var sizes = parts(of).stream().map(part -> part.of(all).size()).toList();
            assertThat(sizes).allMatch(each -> each == all.size() / of || each == (all.size() + of - 1) / of);
            assertThat(parts(of)).allSatisfy(part -> assertThat(part.of(all)).isSorted());
        }
    }

    @ParameterizedTest
    @MethodSource("numbersOfParts")
    void haveTogetherAllStreamsAndDifferByAtMostOne(int of) {
        for (var streams = 1; streams <= 40; streams++) {
            var all = streams;
            var shares = parts(of).stream().map(part -> part.streams(all)).toList();
            assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isEqualTo(streams);
            assertThat(shares.getFirst() - shares.getLast()).isBetween(0, 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 3, '0 3 6 9'", "2, 3, '1 4 7'", "3, 3, '2 5 8'"})
    void takeEveryNthDueTime(int number, int of, String expected) {
        var due = LongStream.range(0, 10).toArray();

        assertThat(new Part(number, of).of(due))
                .containsExactly(Stream.of(expected.split(" "))
                        .mapToLong(Long::parseLong)
                        .toArray());
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "4, 3", "1, 0"})
    void areNumberedFromOne(int number, int of) {
        assertThatThrownBy(() -> new Part(number, of)).isInstanceOf(IllegalArgumentException.class);
    }
}
