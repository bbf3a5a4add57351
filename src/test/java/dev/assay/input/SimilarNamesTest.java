package dev.assay.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarNamesTest {
    @ParameterizedTest
    @CsvSource({"concurency", "concurrrency", "comcurrency", "cnocurrency", "Concurrency"})
    void findsAWordOneLetterAway(String written) {
        assertThat(SimilarNames.of(written, List.of("requests", "concurrency"))).containsExactly("concurrency");
    }

    @Test
    void countsASwapOfNeighboursAsOneChange() {
        assertThat(SimilarNames.of("gpa", List.of("gap"))).containsExactly("gap");
    }

    @Test
    void returnsAtMostThreeTheMostSimilarFirstThenByName() {
        assertThat(SimilarNames.of(
                        "ttft.p9", List.of("ttft.p99", "ttft.max", "ttft.p95", "ttft.p50", "ttft.p90", "ttft.9")))
                .containsExactly("ttft.9", "ttft.p90", "ttft.p95");
    }

    @Test
    void findsNothingThatIsNotSimilar() {
        assertThat(SimilarNames.of("temperature", List.of("title", "thinking"))).isEmpty();
        assertThat(SimilarNames.hint("temperature", List.of("title", "thinking")))
                .isEmpty();
    }

    @Test
    void returnsTheThreeMostSimilarFirstThoseThatContainTheWord() {
        assertThat(SimilarNames.nearest("p99", List.of("qps", "ttft.mean", "ttft.p99", "tpot.p99", "goodput")))
                .containsExactly("tpot.p99", "ttft.p99", "qps");
    }

    @Test
    void leavesOutTheWordItself() {
        assertThat(SimilarNames.of("title", List.of("title", "titel"))).containsExactly("titel");
    }

    @Test
    void asksIfTheMostSimilarWasMeant() {
        assertThat(SimilarNames.hint("titel", List.of("title", "thinking"))).isEqualTo(". Did you mean 'title'?");
    }
}
