package dev.assay.gate.outlook;

import dev.assay.accuracy.Scores;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.input.Problem;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.KernelDensityTail;
import dev.assay.stats.Proportion;
import dev.assay.stats.QuantileTest;
import dev.assay.stats.Sample;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds limits that are kept by so little that they will flake: chance alone would miss them now and then, with nothing changed.
 *
 * <p>Of an evalset the noise is what so many answers vary by if each is drawn anew, which is more than greedy answers to the same questions
 * do; who asks for none or for all of them knows. Of a quantile it is how many requests come to lie beyond the limit, if they are independent,
 * which is less than those of one run do: a p90 over 29 to 45 requests is a limit on the largest of them. How often a request lies there, the
 * values tell ({@link KernelDensityTail}). What a mean or a rate moves by from run to run is not known, and nothing is said of it.
 */
public final class NoisyLimits {
    /** One red run in twenty for no reason, and people begin to run again. */
    private static final double OFTEN = 0.05;

    /** So many times the largest value is room enough, however the values are spread. */
    private static final double ROOM = 2;

    private NoisyLimits() {}

    /** Returns a warning for each limit of the test that was kept and would be missed in more than 5 % of runs by chance. */
    public static List<Problem> of(TestVerdict test) {
        return test.limits().stream()
                .filter(limit ->
                        limit.verdict() instanceof Pass && limit.limit().enforced())
                .flatMap(kept -> warning(test, kept.limit()).stream())
                .toList();
    }

    private static Optional<Problem> warning(TestVerdict test, Limit limit) {
        var outlook = LimitOutlook.of(limit);
        // Several runs say more than one run can.
        if (outlook.isPresent()) {
            return outlook.get().warning();
        }
        return switch (test) {
            case TestVerdict.OfAccuracy accuracy ->
                accuracy.scores().figure(limit.figure()).flatMap(share -> ofShare(limit, share));
            case TestVerdict.OfLoadTest loadTest ->
                ofQuantile(limit, loadTest.steady().judged(limit, loadTest.figures()));
            case TextsVerdict ignored -> Optional.empty();
            case ProtocolVerdict ignored -> Optional.empty();
            case TestVerdict.OfRepeats ignored -> Optional.empty();
            case TestVerdict.NotRun ignored -> Optional.empty();
        };
    }

    private static Optional<Problem> ofShare(Limit limit, Scores.Share share) {
        if (allowsOnlyOne(limit.bound(), share.of())) {
            return Optional.empty();
        }
        var missed = new Proportion(share.count(), share.of())
                .probabilityOf(count -> !limit.bound().allows((double) count / share.of()));
        return warning(limit, missed, "at " + share + " with each answer drawn anew", "ask more questions");
    }

    /** None, or all. */
    private static boolean allowsOnlyOne(Bound bound, int n) {
        return switch (bound) {
            case Bound.Max max -> !max.allows(1.0 / n);
            case Bound.Min min -> !min.allows((n - 1.0) / n);
            case Bound.Between ignored -> false;
            case Bound.OnGpu ignored -> true;
            case Bound.Calibrate ignored -> false;
            case Bound.Compared ignored -> true;
        };
    }

    private static Optional<Problem> ofQuantile(Limit limit, FigureTable figures) {
        var quantile = FigureName.of(limit).quantile();
        // If an undecided limit is only a note, chance makes nothing red.
        if (quantile.isEmpty() || limit.warns()) {
            return Optional.empty();
        }
        var values = new Values(
                figures.sample(FigureName.of(limit)).orElseThrow(),
                figures.missing().failed().size());
        var p = quantile.getAsDouble();
        var sides = switch (limit.bound()) {
            case Bound.Max max -> Stream.of(values.above(max.quantity().value(), p));
            case Bound.Min min -> Stream.of(values.below(min.quantity().value(), p));
            case Bound.Between between ->
                Stream.of(
                        values.above(between.high().value(), p),
                        values.below(between.low().value(), p));
            case Bound.OnGpu ignored -> Stream.<Side>of();
            case Bound.Calibrate ignored -> Stream.<Side>of();
            case Bound.Compared ignored -> Stream.<Side>of();
        };
        return sides.flatMap(side -> warning(limit, side.missed(), side.said(), "send more requests").stream())
                .findFirst();
    }

    /** What lies beyond one end of a limit, and how likely another run has too much there. */
    private record Side(double missed, String said) {}

    /** @param failed how many requests lie beyond every limit, since the server failed them and may do so */
    private record Values(Sample sample, int failed) {
        private Side above(double limit, double p) {
            var share = limit >= ROOM * sample.max() ? 0 : KernelDensityTail.above(sample, limit);
            return side(share, sample.countAbove(limit), p, "above", "largest is", sample.max() / limit);
        }

        private Side below(double limit, double p) {
            var share = limit * ROOM <= sample.min() ? 0 : KernelDensityTail.below(sample, limit);
            var below = (int) sample.values().filter(value -> value < limit).count();
            return side(share, below, 1 - p, "below", "smallest is", sample.min() / limit);
        }

        private Side side(double share, int beyond, double p, String where, String end, double part) {
            var n = sample.size() + failed;
            var most = QuantileTest.allowedOver(n, p).orElseThrow();
            var chance = (share * sample.size() + failed) / n;
            return new Side(
                    Proportion.probabilityOf(chance, n, count -> count > most),
                    "with " + (beyond + failed) + " of " + n + " requests " + where + " it, where at most " + most
                            + " may lie, and the " + end + " " + Unit.SHARE.format(part) + " of it");
        }
    }

    private static Optional<Problem> warning(Limit limit, double missed, String when, String remedy) {
        return missed <= OFTEN
                ? Optional.empty()
                : Optional.of(new Problem(
                        limit.place(),
                        "'" + limit.subject() + "' " + limit.bound() + " will flake: " + when
                                + ", chance alone misses it in " + Unit.SHARE.format(missed)
                                + " of runs. Leave more room, or " + remedy + "."));
    }
}
