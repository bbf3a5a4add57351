package dev.assay.gate.comparison;

import static dev.assay.gate.comparison.RunSets.answers;
import static dev.assay.gate.comparison.RunSets.id;
import static dev.assay.gate.comparison.RunSets.questions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.evalsets.Question;
import dev.assay.stats.ClusteredDifferences;
import dev.assay.stats.PairedCounts;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedQuestionsTest {
    private static PairedQuestions pairs(List<Question> questions, String now, String reference) {
        return PairedQuestions.of(
                IntStream.range(0, now.length()).mapToObj(RunSets::id).toList(),
                questions,
                answers("int4", now).first().orElseThrow(),
                answers("bf16", reference).first().orElseThrow());
    }

    /** One question is right on both sides, one gained, one lost, one wrong on both sides. */
    private static final PairedQuestions EACH = pairs(List.of(), "1100", "1010");

    @Test
    void areCountedByTheirOutcomes() {
        assertThat(EACH.counts()).isEqualTo(new PairedCounts(1, 1, 1, 1));
        assertThat(EACH.size()).isEqualTo(4);
    }

    @Test
    void dependOnEachOtherWithinACluster() {
        var mean = pairs(questions(4, 2), "1100", "1010").clustered(1).orElseThrow();
        var expected = ClusteredDifferences.mean(new double[] {0, 1, -1, 0}, new int[] {0, 0, 1, 1});

        assertThat(mean.difference()).isEqualTo(expected.difference());
        assertThat(mean.standardError()).isEqualTo(expected.standardError());
    }

    /** The last two are in no cluster. */
    @Test
    void countForThemselvesOutsideAnyCluster() {
        var mean = pairs(questions(2, 2), "1100", "1010").clustered(0.5).orElseThrow();
        var expected = ClusteredDifferences.mean(new double[] {0.5, 1, -0.5, 0}, new int[] {0, 0, 1, 2});

        assertThat(mean.difference()).isEqualTo(expected.difference());
        assertThat(mean.standardError()).isEqualTo(expected.standardError());
        assertThat(EACH.clustered(1)).isEmpty();
    }

    @Test
    void needAnAnswerOnBothSides() {
        var now = answers("int4", "1-01").first().orElseThrow();
        var reference = answers("bf16", "11-1").first().orElseThrow();
        var ids = List.of(id(0), id(1), id(2), id(3));

        assertThat(PairedQuestions.unpaired(ids, now, reference))
                .hasValue(new PairedQuestions.Unpaired(1, 1, 4, id(1)));
        assertThat(PairedQuestions.unpaired(List.of(id(0), id(3)), now, reference))
                .isEmpty();
        assertThat(PairedQuestions.ids(List.of(), now, reference)).containsExactlyInAnyOrderElementsOf(ids);
    }
}
