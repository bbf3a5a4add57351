package dev.assay.gate.comparison;

import dev.assay.gate.comparison.StartFigures.End;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.RunSet;
import dev.assay.stats.SignFlip;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Judges by how much a figure got worse between starts. PASS: the upper confidence bound of the change is below the margin. Else FAIL: the change is
 * above 0 at the level of FAIL, and larger than what is ignored. Else INCONCLUSIVE.
 */
final class RegressionRule {
    private static final String JOIN =
            "Measure it at several starts: with 'repeats' where Assay starts the server; for an endpoint restart the server, run again, and join the runs with"
                    + " -Dassay.join=runs/A,runs/B.";

    private final Limit limit;
    private final Bound.Regression bound;
    private final Levels levels;
    private final StartFigures now;
    private final StartFigures reference;
    private final boolean paired;
    private final int leftOut;
    private final Scale scale;

    private RegressionRule(
            Limit limit,
            Bound.Regression bound,
            Levels levels,
            StartFigures now,
            StartFigures reference,
            boolean paired,
            int leftOut) {
        this.limit = limit;
        this.bound = bound;
        this.levels = levels;
        this.now = now;
        this.reference = reference;
        this.paired = paired;
        this.leftOut = leftOut;
        this.scale = Scale.of(limit.figure(), DoubleStream.concat(now.values(), reference.values()));
    }

    static ComparedVerdict judge(
            Limit limit, Bound.Regression bound, RunSet mine, Reference.Found found, Levels levels) {
        var figure = limit.value();
        var pairs = found.paired() ? Pairs.of(mine, found.set()) : Optional.<Pairs>empty();
        var now = pairs.map(each -> StartFigures.each(each.now, figure)).orElseGet(() -> StartFigures.of(mine, figure));
        var reference = pairs.map(each -> StartFigures.each(each.reference, figure))
                .orElseGet(() -> StartFigures.of(found.set(), figure));
        var missing = missing(now, "here").or(() -> missing(reference, "in the reference"));
        if (missing.isPresent()) {
            return Texts.unmeasured(limit, missing.get(), "has no value");
        }
        var leftOut =
                mine.starts().size() + found.set().starts().size() - now.measurements() - reference.measurements();
        return new RegressionRule(limit, bound, levels, now, reference, pairs.isPresent(), leftOut)
                .judge(sameStart(mine, found.set()));
    }

    private static Optional<Unmeasured> missing(StartFigures figures, String where) {
        return figures.withoutValue()
                .map(start -> new Unmeasured(
                        "'" + figures.figure() + "' has no value " + where + " in " + start.source(),
                        "See that measurement's traces."));
    }

    /** Returns a start of a server at which both sides were measured. */
    private static Optional<String> sameStart(RunSet mine, RunSet reference) {
        var known = new HashSet<String>();
        mine.sound().forEach(start -> start.serverStart().ifPresent(known::add));
        return reference.sound().stream()
                .flatMap(start -> start.serverStart().stream())
                .filter(known::contains)
                .findFirst();
    }

    /** Measurements that were made in turns, each at a start of its own. */
    private record Pairs(List<MeasuredStart> now, List<MeasuredStart> reference) {
        /** Returns the pairs whose halves are both sound; empty if the halves cannot be told, or if some share a start. */
        static Optional<Pairs> of(RunSet mine, RunSet other) {
            var isWhole = mine.starts().size() == other.starts().size();
            var first = isWhole ? mine.starts() : mine.sound();
            var second = isWhole ? other.starts() : other.sound();
            if (first.size() != second.size()) {
                return Optional.empty();
            }
            var sound = IntStream.range(0, first.size())
                    .filter(i -> first.get(i).spoilt().isEmpty()
                            && second.get(i).spoilt().isEmpty())
                    .boxed()
                    .toList();
            var pairs = new Pairs(
                    sound.stream().map(first::get).toList(),
                    sound.stream().map(second::get).toList());
            return sound.isEmpty() || pairs.shareAStart() ? Optional.empty() : Optional.of(pairs);
        }

        private boolean shareAStart() {
            var starts = Stream.of(now, reference)
                    .flatMap(List::stream)
                    .map(start -> start.serverStart().orElse(""))
                    .distinct()
                    .count();
            return starts < now.size() + reference.size();
        }
    }

    private ComparedVerdict judge(Optional<String> sameStart) {
        var change = change(End.MEASURED);
        var text = text(change);
        var counts = counts(change);
        var verdict = sameStart.<Verdict>map(RegressionRule::sameStart).orElseGet(() -> believed(verdict(change)));
        return new ComparedVerdict(
                verdict,
                text + ", " + counts,
                now.size(),
                Optional.empty(),
                Optional.of(judged(change)),
                Texts.subject(limit, bound.reference()) + " " + text + ", " + bound.asked() + ", " + counts);
    }

    private JudgedChange judged(Change change) {
        var margin = margin(change);
        var sign = scale.isHigher(true) ? "+" : "-";
        return new JudgedChange(
                shown(change.now()),
                shown(change.reference()),
                scale.change(change.estimate(), margin, ignore(change)),
                bound.margin().relative() > 0 && bound.margin().absolute() > 0
                        ? scale.change(margin)
                        : sign + bound.margin(),
                change.estimate() > margin ? Optional.of(scale.beyond(change.estimate(), margin)) : Optional.empty(),
                Double.isInfinite(change.atMost())
                        ? Optional.empty()
                        : Optional.of(scale.change(change.atMost(), margin)),
                Levels.text(levels.pass()),
                Optional.empty());
    }

    private static Verdict sameStart(String start) {
        return new Inconclusive(
                "both sides were measured at the same start of the server (" + start
                        + "), so nothing is known of another start",
                "Restart the server, and measure it again.");
    }

    private Change change(End end) {
        var here = now.places(scale, end);
        var there = reference.places(scale, end.opposite());
        return paired
                ? Change.ofPairs(rounded(here), rounded(there), scale.resolution(largest(here, there)), levels)
                : Change.ofStarts(here, there, levels);
    }

    private double[] rounded(double[] places) {
        return DoubleStream.of(places)
                .map(place -> scale.of(scale.rounded(scale.value(place))))
                .toArray();
    }

    private double largest(double[] here, double[] there) {
        return DoubleStream.concat(DoubleStream.of(here), DoubleStream.of(there))
                .map(scale::value)
                .map(Math::abs)
                .max()
                .orElseThrow();
    }

    private double margin(Change change) {
        return scale.margin(bound.margin(), scale.value(change.reference()));
    }

    private double ignore(Change change) {
        return scale.margin(bound.ignore(), scale.value(change.reference()));
    }

    private Verdict verdict(Change change) {
        if (change.atMost() < margin(change)) {
            return new Pass();
        }
        if (change.isWorse() && change.estimate() > ignore(change)) {
            return new Fail();
        }
        return open(change);
    }

    private Verdict open(Change change) {
        if (!paired && now.size() == 1 && reference.size() == 1) {
            var repeats = Math.max(now.measurements(), reference.measurements());
            return new Inconclusive(
                    repeats > 1
                            ? "the repeats are of one start of the server, as far as is known, and one start against one says nothing of another start"
                            : "one start against one says nothing of another start",
                    JOIN);
        }
        if (margin(change) == 0) {
            return new Inconclusive(
                    "the reference is 0, and a part of 0 is 0",
                    "Write the margin as an amount: '" + bound.margin() + " or ...'.");
        }
        if (ignore(change) >= margin(change)) {
            return new Inconclusive(
                    "at a reference of " + shown(change.reference()) + " 'ignore' (" + bound.ignore()
                            + ") is not smaller than 'margin' (" + bound.margin()
                            + "), so no change between them decides",
                    "Write a smaller 'ignore', or a larger 'margin'.");
        }
        var reason = change.isWorse()
                ? "it is worse, but by no more than is ignored (" + bound.ignore()
                        + "), and perhaps by more than the margin"
                : "it may be worse by more than the margin, and it may not be worse at all";
        return new Inconclusive(reason, decides(needed(change)));
    }

    private OptionalInt needed(Change change) {
        var here = now.places(scale, End.MEASURED);
        var there = reference.places(scale, End.MEASURED);
        return paired
                ? Change.pairsToDecide(here, there, margin(change), ignore(change), levels)
                : Change.startsToDecide(here, there, margin(change), ignore(change), levels);
    }

    private String decides(OptionalInt needed) {
        var least = paired ? SignFlip.leastPairs(levels.falseAlarms()) : 0;
        var what = paired ? " pairs" : " starts a side";
        if (needed.isPresent()) {
            return "If change and spread stay as they are, " + needed.getAsInt() + what + " decide.";
        }
        return now.size() < least
                ? "Measure at least " + least + " pairs: fewer never show a change."
                : "If change and spread stay as they are, no number of" + what + " up to 1000 decides.";
    }

    /** Returns the verdict if it is the same wherever the true values lie; otherwise UNMEASURED. */
    private Verdict believed(Verdict measured) {
        // Most measurements are exact: then both ends are the measured values, and the change need not be computed
        // again.
        return Stream.of(End.BETTER, End.WORSE)
                .filter(end -> !now.isExact() || !reference.isExact())
                .flatMap(end -> against(end, measured).stream())
                .findFirst()
                .orElse(measured);
    }

    private Optional<Verdict> against(End end, Verdict measured) {
        var widest = now.widest(reference);
        if (isOpen(end)) {
            var would = end == End.BETTER ? new Pass() : new Fail();
            return would.word().equals(measured.word())
                    ? Optional.empty()
                    : Optional.of(new Unmeasured(
                            "nothing says how " + (end == End.BETTER ? "good" : "bad")
                                    + " the change can be, most of all because of " + widest.source(),
                            "See the audits of that measurement."));
        }
        var change = change(end);
        var would = verdict(change);
        return would.word().equals(measured.word())
                ? Optional.empty()
                : Optional.of(new Unmeasured(
                        "the measured values may be off, most of all in " + widest.source() + ": the change can be as "
                                + (end == End.BETTER ? "good" : "bad") + " as "
                                + scale.change(change.estimate()) + ", which would get " + would.word(),
                        "See the audits of that measurement."));
    }

    /** Returns whether nothing bounds a value at this end, or it may be 0, which has no logarithm. */
    private boolean isOpen(End end) {
        return Stream.of(now.places(scale, end), reference.places(scale, end.opposite()))
                .flatMapToDouble(DoubleStream::of)
                .anyMatch(Double::isInfinite);
    }

    /** Returns both values and the change: {@code 46.210 ms, was 44.020 ms: +5.0 % (95 % sure: at most +5.9 %, 99 %: at least +4.1 %)}. */
    private String text(Change change) {
        var margin = margin(change);
        return shown(change.now()) + ", was " + shown(change.reference()) + ": "
                + scale.change(change.estimate(), margin, ignore(change)) + " (" + bounds(change, margin) + ")";
    }

    private String shown(double place) {
        var value = scale.value(place);
        // A mean of counts is no count.
        return limit.figure()
                .unit()
                .format(value, limit.figure().unit() == Unit.COUNT && value != Math.rint(value) ? 1 : 0);
    }

    private String bounds(Change change, double margin) {
        if (Double.isInfinite(change.atMost()) && Double.isInfinite(change.atLeast())) {
            return "not bounded";
        }
        var most = scale.isHigher(true) ? "at most " : "at least ";
        var least = scale.isHigher(true) ? "at least " : "at most ";
        return Levels.text(levels.pass()) + " sure: "
                + (Double.isInfinite(change.atMost()) ? "not bounded" : most + scale.change(change.atMost(), margin))
                + ", "
                + Levels.text(levels.fail()) + ": "
                + (Double.isInfinite(change.atLeast()) ? "not bounded" : least + scale.change(change.atLeast(), 0));
    }

    private String counts(Change change) {
        var counted = paired
                ? now.size() + (now.size() == 1 ? " pair" : " pairs")
                : now.text() + " against " + reference.size();
        var reach = change.estimate() - change.atLeast();
        var one = !paired && now.size() == 1 && Double.isFinite(reach)
                ? "; the smallest change that one start shows is " + scale.change(reach)
                : "";
        return counted + one + (leftOut == 0 ? "" : "; " + leftOut + " left out");
    }
}
