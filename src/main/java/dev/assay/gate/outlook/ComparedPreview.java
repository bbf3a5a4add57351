package dev.assay.gate.outlook;

import dev.assay.gate.comparison.Levels;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.stats.PairedCounts;
import dev.assay.stats.PairedRatio;
import dev.assay.stats.UnpairedProportions;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Says before a run what the planned number of questions can decide about a limit that compares accuracies. A question is lost if the reference has it right
 * and the test has it wrong, and gained if it is the other way round; a flip is one of the two.
 *
 * @param n how many questions are planned
 * @param falseAlarms how often a FAIL may be chance: the part of this limit in the rate of all
 */
record ComparedPreview(int n, double falseAlarms) {
    static ComparedPreview of(TestSpec.Accuracy accuracy, int statisticalLimits) {
        return new ComparedPreview(
                accuracy.evalset().questions().size(),
                Levels.of(statisticalLimits).falseAlarms());
    }

    /** Returns the sentence: {@code passes with at most 19 of 1319 questions lost and none gained, fails from 20}. */
    String sentence(Bound.Compared bound) {
        return switch (bound) {
            case Bound.NoWorse limit -> {
                var most = most(lost -> passes(limit, lost));
                var chance = least(lost -> new PairedCounts(n - lost, 0, lost, 0).mcNemarWorse() <= falseAlarms);
                yield ofLost(most, chance)
                        + (most.isPresent()
                                ? ""
                                : "; `margin: " + limit.margin() + "` needs " + shown(withoutFlip(limit))
                                        + " without a flip");
            }
            case Bound.Recovery limit -> {
                var most = most(lost -> passes(limit, lost));
                var less = least(lost -> new PairedRatio(n - lost, 0, lost).atMost(1 - falseAlarms)
                        < limit.min().value());
                yield "if the reference has all right, " + ofLost(most, less)
                        + (most.isPresent()
                                ? ""
                                : "; `min: " + limit.min() + "` needs " + shown(withoutFlip(limit))
                                        + " without a flip");
            }
            case Bound.NoWorseThanScore limit -> ofScore(limit);
            case Bound.LessLikely ignored -> throw new IllegalArgumentException("it is a limit on texts");
            case Bound.Regression ignored -> "compared over starts";
            case Bound.Ratio ignored -> throw new IllegalArgumentException("it is a limit of a load test");
        };
    }

    private String ofLost(OptionalInt most, OptionalInt worse) {
        var fails = worse.isEmpty()
                ? ", and can never fail"
                : ", fails from " + Math.max(worse.getAsInt(), most.orElse(-1) + 1);
        if (most.isEmpty()) {
            return "cannot pass with " + n + " questions unless some are gained" + fails
                    + (worse.isEmpty() ? "" : " lost and none gained");
        }
        return "passes with " + (most.getAsInt() == 0 ? "none" : "at most " + most.getAsInt()) + " of " + n
                + " questions lost and none gained" + fails;
    }

    private String ofScore(Bound.NoWorseThanScore limit) {
        var least = least(right -> passes(limit, right));
        var worst = most(right -> unpaired(limit, right).differenceAtMost(1 - falseAlarms) < 0);
        return (least.isEmpty() ? "cannot pass" : "passes with at least " + least.getAsInt() + " of " + n + " right")
                + (worst.isEmpty() ? ", and can never fail" : ", fails with at most " + worst.getAsInt());
    }

    /** Returns the largest number of questions up to which it is so; empty if it is not so even of none. */
    private OptionalInt most(IntPredicate isSo) {
        var first = least(isSo.negate()).orElse(n + 1);
        return first == 0 ? OptionalInt.empty() : OptionalInt.of(first - 1);
    }

    /** Returns the smallest number of questions from which on it is so, by bisection; empty if it is not so even of all. */
    private OptionalInt least(IntPredicate isSo) {
        if (!isSo.test(n)) {
            return OptionalInt.empty();
        }
        var low = 0;
        var high = n;
        while (low < high) {
            var middle = low + (high - low) / 2;
            if (isSo.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return OptionalInt.of(high);
    }

    private boolean passes(Bound.NoWorse limit, int lost) {
        return new PairedCounts(n - lost, 0, lost, 0).differenceAtLeast(Levels.PASS)
                > -limit.margin().share();
    }

    private boolean passes(Bound.Recovery limit, int lost) {
        return lost < n
                && new PairedRatio(n - lost, 0, lost).atLeast(Levels.PASS)
                        >= limit.min().value();
    }

    private boolean passes(Bound.NoWorseThanScore limit, int right) {
        return unpaired(limit, right).differenceAtLeast(Levels.PASS)
                > -limit.margin().share();
    }

    private UnpairedProportions unpaired(Bound.NoWorseThanScore limit, int right) {
        return new UnpairedProportions((double) right / n, n, limit.score().value(), limit.n());
    }

    private OptionalInt withoutFlip(Bound.Compared bound) {
        return switch (bound) {
            case Bound.NoWorse limit ->
                new PairedCounts(n, 0, 0, 0).pairsToShowNoWorse(limit.margin().share(), Levels.PASS);
            case Bound.Recovery limit ->
                new PairedRatio(n, 0, 0).pairsToShowAtLeast(n, limit.min().value(), Levels.PASS);
            case Bound.NoWorseThanScore limit ->
                new UnpairedProportions(1, n, limit.score().value(), limit.n())
                        .numberToShowNoWorse(limit.margin().share(), Levels.PASS);
            case Bound.LessLikely ignored -> OptionalInt.empty();
            case Bound.Regression ignored -> OptionalInt.empty();
            case Bound.Ratio ignored -> OptionalInt.empty();
        };
    }

    private static String shown(OptionalInt needed) {
        return needed.isPresent() ? String.valueOf(needed.getAsInt()) : "more than " + PairedCounts.MOST_PAIRS;
    }
}
