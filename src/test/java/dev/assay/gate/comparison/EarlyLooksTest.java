package dev.assay.gate.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.verdicts.Verdict;
import dev.assay.stats.EarlyLook;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often three looks at simulated answers decide wrongly. The seed is fixed, so each run counts the same. */
@Tag("slow")
class EarlyLooksTest {
    private static final int QUESTIONS = 600;
    private static final int SIMULATIONS = 1000;

    /** What came of the simulations. */
    private record Counts(int fail, int pass, int asked) {}

    /**
     * Simulates questions each of which is lost or gained by chance.
     *
     * @param lost the probability that a question is lost
     * @param gained the probability that it is gained
     * @param margin in percentage points
     */
    private static Counts simulate(double lost, double gained, double margin) {
        var random = new SplittableRandom(20261129);
        var fail = 0;
        var pass = 0;
        var asked = 0;
        for (var i = 0; i < SIMULATIONS; i++) {
            var here = new StringBuilder();
            var there = new StringBuilder();
            for (var look = 1; look <= EarlyLook.LOOKS; look++) {
                while (here.length() < QUESTIONS * look / EarlyLook.LOOKS) {
                    var drawn = random.nextDouble();
                    here.append(drawn < lost ? '0' : '1');
                    there.append(drawn >= lost && drawn < lost + gained ? '0' : '1');
                }
                var verdict = at(look, here.toString(), there.toString(), margin);
                var isPass = verdict instanceof Verdict.Pass && look > 1;
                if (isPass || verdict instanceof Verdict.Fail || look == EarlyLook.LOOKS) {
                    pass += isPass ? 1 : 0;
                    fail += verdict instanceof Verdict.Fail ? 1 : 0;
                    asked += here.length();
                    break;
                }
            }
        }
        return new Counts(fail, pass, asked / SIMULATIONS);
    }

    private static Verdict at(int look, String here, String there, double margin) {
        var levels = EarlyLook.of(look, 1);
        return Comparison.judge(
                        RunSets.noWorse(margin),
                        RunSets.answers("here", here),
                        new Reference.Found(RunSets.answers("bf16", there), false),
                        new Levels(levels.passAlpha() == 0 ? Levels.PASS : 1 - levels.passAlpha(), levels.failAlpha()),
                        List.of())
                .verdict();
    }

    /** 5 % flips, as many gained as lost: at most 1 % may fail, which is 10 of 1,000. */
    @Test
    void seldomFailWhatIsNoWorse() {
        var counts = simulate(0.025, 0.025, 3);

        assertThat(counts.fail()).isLessThanOrEqualTo(10);
        assertThat(counts.pass()).isGreaterThan(SIMULATIONS * 8 / 10);
    }

    /** A loss of exactly the margin: at most 5 % may pass, which is 50 of 1,000, with chance up to 71 (three standard deviations). */
    @Test
    void seldomPassALossOfTheMargin() {
        assertThat(simulate(0.045, 0.015, 3).pass()).isLessThanOrEqualTo(71);
    }

    @Test
    void decideALargeLossWithAThirdOfTheQuestions() {
        var counts = simulate(0.12, 0.01, 3);

        assertThat(counts.fail()).isEqualTo(SIMULATIONS);
        assertThat(counts.asked()).isLessThan(QUESTIONS / 3 + 20);
    }
}
