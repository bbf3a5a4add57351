package dev.assay.gate.comparison;

import dev.assay.stats.MeanAndSd;
import dev.assay.stats.MeanDifference;
import dev.assay.stats.SignFlip;
import dev.assay.stats.StartsNeeded;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much worse a figure is than its reference, on its {@link Scale}: above 0 is worse.
 *
 * @param estimate the change
 * @param atMost what it is at most, with the confidence of PASS; infinite if nothing is known
 * @param atLeast what it is at least, with the confidence of FAIL; minus infinity if nothing is known
 * @param isWorse whether the test of FAIL shows that it is above 0
 * @param now the mean of the starts
 * @param reference the mean of the starts of the reference
 */
record Change(double estimate, double atMost, double atLeast, boolean isWorse, double now, double reference) {
    /** A reference of at least so many starts has a spread that is good enough for both sides. */
    static final int STARTS_TO_POOL = 10;

    /** Compares the starts of both sides, larger is worse. Starts of a baseline or of two deployments that were not measured in turns. */
    static Change ofStarts(double[] now, double[] reference, Levels levels) {
        var here = MeanAndSd.of(now);
        var there = MeanAndSd.of(reference);
        // One start has no spread of its own: it is judged by that of the other side.
        var isPooled = there.n() >= STARTS_TO_POOL || here.n() == 1 || there.n() == 1;
        var difference = isPooled ? MeanDifference.pooled(here, there) : MeanDifference.welch(here, there);
        var atLeast = difference.atLeast(levels.fail());
        return new Change(
                difference.difference(),
                difference.atMost(levels.pass()),
                atLeast,
                atLeast > 0,
                here.mean(),
                there.mean());
    }

    /**
     * Compares starts that were measured in turns: the i-th of both sides are a pair.
     *
     * @param resolution the smallest difference that can be told apart
     */
    static Change ofPairs(double[] now, double[] reference, double resolution, Levels levels) {
        var test = SignFlip.of(differences(now, reference), resolution);
        return new Change(
                test.mean(),
                test.atMost(levels.pass()),
                test.atLeast(levels.fail()),
                test.pAbove() <= levels.falseAlarms(),
                MeanAndSd.of(now).mean(),
                MeanAndSd.of(reference).mean());
    }

    private static double[] differences(double[] now, double[] reference) {
        return IntStream.range(0, now.length)
                .mapToDouble(i -> now[i] - reference[i])
                .toArray();
    }

    /** Returns the least number of starts on each side that would decide if change and spread stayed as they are. */
    static OptionalInt startsToDecide(double[] now, double[] reference, double margin, double ignore, Levels levels) {
        var here = MeanAndSd.of(now);
        var there = MeanAndSd.of(reference);
        if (here.n() == 1 && there.n() == 1) {
            return OptionalInt.empty();
        }
        var first = here.n() == 1 ? new MeanAndSd(there.n(), here.mean(), there.sd()) : here;
        var second = there.n() == 1 ? new MeanAndSd(here.n(), there.mean(), here.sd()) : there;
        return least(
                StartsNeeded.aSideToShowNoWorse(first, second, margin, levels.pass()),
                StartsNeeded.aSideToShowWorse(first, second, ignore, levels.fail()),
                Math.min(here.n(), there.n()));
    }

    /** Returns the least number of pairs that would decide if change and spread stayed as they are. */
    static OptionalInt pairsToDecide(double[] now, double[] reference, double margin, double ignore, Levels levels) {
        var differences = MeanAndSd.of(differences(now, reference));
        return least(
                StartsNeeded.pairsToShowNoWorse(differences, margin, levels.pass()),
                StartsNeeded.pairsToShowWorse(differences, ignore, levels.fail()),
                now.length);
    }

    /** Returns the smaller of two numbers, but more than there are now: so many did not decide. */
    static OptionalInt least(OptionalInt one, OptionalInt other, int now) {
        return Stream.of(one, other)
                .flatMapToInt(OptionalInt::stream)
                .map(needed -> Math.max(needed, now + 1))
                .min();
    }
}
