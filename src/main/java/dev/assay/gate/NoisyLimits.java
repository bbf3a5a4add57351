package dev.assay.gate;

import dev.assay.accuracy.Scores;
import dev.assay.figures.FigureTable;
import dev.assay.figures.Statistic;
import dev.assay.gate.Verdict.Pass;
import dev.assay.input.Problem;
import dev.assay.spec.Bound;
import dev.assay.spec.Limit;
import dev.assay.spec.Unit;
import dev.assay.stats.Proportion;
import dev.assay.stats.QuantileTest;
import dev.assay.stats.Sample;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Finds limits that are kept by so little that they will flake: chance alone would miss them now and then, with nothing changed.
 *
 * <p>The noise that is known is that of counting. Of an evalset it is what so many answers vary by if each is drawn anew, which is more than
 * greedy answers to the same questions do. Of a quantile it is how many requests come to lie beyond the limit, if they are independent,
 * which is less than those of one run do. What a mean or a rate moves by from run to run is not known, and nothing is said of it.
 */
public final class NoisyLimits {
    /** One red run in twenty for no reason, and people begin to run again. */
    private static final double OFTEN = 0.05;

    private NoisyLimits() {}

    /** Returns a warning for each limit of the row that was kept and would be missed in more than 5 % of runs by chance. */
    public static List<Problem> of(RowVerdict row) {
        return row.limits().stream()
                .filter(limit ->
                        limit.verdict() instanceof Pass && limit.limit().enforced())
                .flatMap(kept -> warning(row, kept.limit()).stream())
                .toList();
    }

    private static Optional<Problem> warning(RowVerdict row, Limit limit) {
        return switch (row) {
            case RowVerdict.OfAccuracy accuracy ->
                accuracy.scores().figure(limit.figure()).flatMap(share -> ofShare(limit, share));
            case RowVerdict.OfCell cell -> ofQuantile(limit, cell.steady().judged(limit, cell.figures()));
            case RowVerdict.OfProtocol ignored -> Optional.empty();
            case RowVerdict.NotRun ignored -> Optional.empty();
        };
    }

    private static Optional<Problem> ofShare(Limit limit, Scores.Share share) {
        var missed = new Proportion(share.count(), share.of())
                .chanceOf(count -> !limit.bound().allows((double) count / share.of()));
        return warning(limit, missed, "at " + share + " with each answer drawn anew", "ask more questions");
    }

    private static Optional<Problem> ofQuantile(Limit limit, FigureTable figures) {
        var quantile = Statistic.in(limit.figure()).map(Statistic::quantile).orElse(OptionalDouble.empty());
        // Where undecided is only told, chance makes nothing red.
        if (quantile.isEmpty() || limit.warns()) {
            return Optional.empty();
        }
        var sample = figures.sample(limit.figure()).orElseThrow();
        var p = quantile.getAsDouble();
        var sides = switch (limit.bound()) {
            case Bound.Max max -> Stream.of(above(sample, max.quantity().value(), p));
            case Bound.Min min -> Stream.of(below(sample, min.quantity().value(), p));
            case Bound.Between between ->
                Stream.of(
                        above(sample, between.high().value(), p),
                        below(sample, between.low().value(), p));
            case Bound.Calibrate ignored -> Stream.<Side>of();
        };
        return sides.flatMap(side -> warning(limit, side.missed(), side.said(), "send more requests").stream())
                .findFirst();
    }

    /** What lies beyond one end of a limit, and how likely another run has too much there. */
    private record Side(double missed, String said) {}

    private static Side above(Sample sample, double limit, double p) {
        return side(sample.countAbove(limit), sample.size(), p, "above");
    }

    private static Side below(Sample sample, double limit, double p) {
        var below = (int) sample.values().filter(value -> value < limit).count();
        return side(below, sample.size(), 1 - p, "below");
    }

    private static Side side(int beyond, int n, double p, String where) {
        var most = QuantileTest.allowedOver(n, p).orElseThrow();
        return new Side(
                new Proportion(beyond, n).chanceOf(count -> count > most),
                "with " + beyond + " of " + n + " requests " + where + " it on average, where at most " + most
                        + " may lie");
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
