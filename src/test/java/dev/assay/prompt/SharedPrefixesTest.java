package dev.assay.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedPrefixesTest {
    @Test
    void areTheLongestPrefixThatAnotherPromptHasToo() {
        var shared = SharedPrefixes.of(
                List.of(List.of(1, 2, 3, 4), List.of(9, 9), List.of(1, 2), List.of(1, 2, 3, 5), List.of(1, 7)));

        assertThat(shared).containsExactly(3, 0, 2, 3, 1);
    }

    @Test
    void areTheWholePromptIfItAppearsTwice() {
        assertThat(SharedPrefixes.of(List.of(List.of(4, 5), List.of(4, 5)))).containsExactly(2, 2);
    }

    @Test
    void areEmptyForASinglePrompt() {
        assertThat(SharedPrefixes.of(List.of(List.of(4, 5)))).containsExactly(0);
        assertThat(SharedPrefixes.of(List.of())).isEmpty();
    }

    /** Compared with a search through all pairs of 60 prompts of few different tokens. */
    @Test
    void agreeWithASearchThroughAllPairs() {
        var random = new Random(3);
        var prompts = IntStream.range(0, 60)
                .mapToObj(i -> IntStream.range(0, 1 + random.nextInt(8))
                        .mapToObj(j -> random.nextInt(3))
                        .toList())
                .toList();

        var expected = IntStream.range(0, 60)
                .map(i -> IntStream.range(0, 60)
                        .filter(j -> j != i)
                        .map(j -> common(prompts.get(i), prompts.get(j)))
                        .max()
                        .orElseThrow())
                .toArray();
        assertThat(SharedPrefixes.of(prompts)).isEqualTo(expected);
    }

    private static int common(List<Integer> one, List<Integer> other) {
        return (int) IntStream.range(0, Math.min(one.size(), other.size()))
                .takeWhile(i -> one.get(i).equals(other.get(i)))
                .count();
    }
}
