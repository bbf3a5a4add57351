package dev.assay.bench;

import dev.assay.stats.PairedCounts;
import java.util.function.IntPredicate;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The probability of a verdict on a paired evalset, summed over all counts of lost and gained questions, with the tests that the gate uses.
 *
 * @param margin of no-worse: 0.015 for 1.5 points
 * @param alpha the error probability of FAIL
 * @param flips the share of questions whose outcome differs
 * @param loss the share that is lost minus the share that is gained
 */
record NeededQuestions(double margin, double alpha, double flips, double loss) {
    private static final double PASS_LEVEL = 0.95;
    private static final double NEGLIGIBLE = 1e-7;
    private static final int MOST = 200_000;

    /** Returns the least number of questions, a multiple of 10 if any differ, with which PASS has at least this probability. */
    int toPass(double power) {
        return least(n -> pass(n) >= power);
    }

    /** Returns the least number of questions, a multiple of 10 if any differ, with which FAIL has at least this probability. */
    int toFail(double power) {
        return least(n -> fail(n) >= power);
    }

    double pass(int n) {
        return probability(n, true);
    }

    double fail(int n) {
        return probability(n, false);
    }

    private int least(IntPredicate isEnough) {
        var step = flips == 0 ? 1 : 10;
        var low = 0;
        var high = 1;
        while (!isEnough.test(high * step)) {
            low = high;
            high *= 2;
            if (high * step > MOST) {
                throw new IllegalArgumentException("More than " + MOST + " questions are needed.");
            }
        }
        while (high - low > 1) {
            var middle = (low + high) / 2;
            if (isEnough.test(middle * step)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high * step;
    }

    private double probability(int n, boolean isPass) {
        var changes = BinomialDistribution.of(n, flips);
        var from = changes.inverseCumulativeProbability(NEGLIGIBLE);
        var to = changes.inverseSurvivalProbability(NEGLIGIBLE);
        var sum = 0.0;
        for (var changed = from; changed <= to; changed++) {
            var losses = BinomialDistribution.of(changed, flips == 0 ? 0.5 : (flips + loss) / (2 * flips));
            var passes = firstThatDoesNotPass(n, changed);
            sum += changes.probability(changed)
                    * (isPass
                            ? losses.cumulativeProbability(passes - 1)
                            : losses.survivalProbability(Math.max(passes, firstThatFails(n, changed)) - 1));
        }
        return sum;
    }

    /** With more lost of the same number of changed questions the bound is lower. */
    private int firstThatDoesNotPass(int n, int changed) {
        return first(changed, lost -> counts(n, changed, lost).differenceAtLeast(PASS_LEVEL) <= -margin);
    }

    private int firstThatFails(int n, int changed) {
        return first(changed, lost -> counts(n, changed, lost).mcNemarWorse() <= alpha);
    }

    private static PairedCounts counts(int n, int changed, int lost) {
        return new PairedCounts(n - changed, changed - lost, lost, 0);
    }

    private static int first(int changed, IntPredicate isTrue) {
        var low = -1;
        var high = changed + 1;
        while (high - low > 1) {
            var middle = (low + high) / 2;
            if (isTrue.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }
}
