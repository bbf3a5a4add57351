package dev.assay.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.QuestionBlock;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.report.Runs;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockTextTest {
    private static BlockText text(TestVerdict test) {
        var evalset = ((TestSpec.Accuracy) test.planned().test()).evalset();
        return BlockText.of((TestVerdict.OfAccuracy) test, new QuestionBlock("all", evalset.questions()));
    }

    @Test
    void saysOfEachQuestionThatIsNotRightWhatBecameOfIt() {
        assertThat(text(Runs.failingEvalset())).isEqualTo(new BlockText(false, false, """
                        3 of 5 wrong; of all 2/5 right, allowed at least 4/5; the evalset is FAIL
                          q-2: WRONG, expected 42, found 41 (only number of the last line)
                          q-3: TRUNCATED, expected 42, ran into max_tokens; so far 4 (only number of the last line)
                          q-4: NO_ANSWER, expected 42, found no number in: Nobody knows."""));
    }

    @Test
    void passesWhereAllAreRight() {
        assertThat(text(Runs.passingEvalset()))
                .isEqualTo(new BlockText(
                        true, false, "all 1 right; of all 1/1 right, allowed at least 80 %; the evalset is PASS"));
    }

    @Test
    void tellsTheFirstTenAndNamesTheNextTwenty() {
        var lines = text(Runs.failingEvalset(35)).text().lines().toList();

        assertThat(lines).hasSize(1 + 10 + 1);
        assertThat(lines.getFirst())
                .isEqualTo("35 of 35 wrong; of all 0/35 right, allowed at least 80 %; the evalset is FAIL");
        assertThat(lines.get(10)).startsWith("  q-10: WRONG, expected 42, found 41");
        assertThat(lines.getLast())
                .isEqualTo("  and 25 more: "
                        + IntStream.rangeClosed(11, 30).mapToObj(i -> "q-" + i).collect(Collectors.joining(" "))
                        + " ...");
    }
}
