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
    void areTogetherExactlyTheWholeOfAnyListAndKeepItsOrder(int of) {
        for (var size = 0; size <= 40; size++) {
            var all = IntStream.range(0, size).boxed().toList();
            for (var streams : List.of(of, of + 1, 3 * of + 2, Integer.MAX_VALUE)) {
                assertThat(parts(of).stream().flatMap(part -> part.of(all, streams).stream()))
                        .as("%d for %d streams in %d parts", size, streams, of)
                        .containsExactlyInAnyOrderElementsOf(all);
                assertThat(parts(of))
                        .allSatisfy(part -> assertThat(part.of(all, streams))
                                .hasSize(part.count(all.size(), streams))
                                .isSorted());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("numbersOfParts")
    void haveAsManyElementsForEachOfTheirStreams(int of) {
        for (var streams = of; streams <= 3 * of; streams++) {
            for (var size = streams; size <= 4 * streams; size++) {
                var rounds = size / streams;
                var whole = streams;
                var all = IntStream.range(0, size).boxed().toList();
                assertThat(parts(of))
                        .allSatisfy(part -> assertThat(part.of(all, whole).size())
                                .isBetween(rounds * part.streams(whole), (rounds + 1) * part.streams(whole)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, '0 4 6 10'", "2, '1 5 7 11'", "3, '2 8'", "4, '3 9'"})
    void haveTwoOfEverySixElementsForTwoOfSixStreams(int number, String expected) {
        assertThat(new Part(number, 4).of(IntStream.range(0, 12).boxed().toList(), 6))
                .containsExactlyElementsOf(
                        Stream.of(expected.split(" ")).map(Integer::valueOf).toList());
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
    void takeEveryNthDueTimeWhereNothingLimitsTheStreams(int number, int of, String expected) {
        var due = LongStream.range(0, 10).toArray();

        assertThat(new Part(number, of).of(due, Integer.MAX_VALUE))
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
