package dev.assay.gate.comparison;

import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.starts.PairedTexts;
import dev.assay.starts.RunSet;
import dev.assay.stats.Interval;
import dev.assay.stats.RatioOfSums;
import java.util.Optional;

/**
 * The mean negative log-likelihood of a token may be higher than that of the reference by less than the margin, on the same texts. PASS: the one-sided upper
 * bound of the relative change is below the margin, even if the change is significant. Else FAIL: the lower bound, at the level of FAIL, is above 0. Else
 * INCONCLUSIVE. Texts are the sample: tokens of one text depend on each other. The first sound measurement of each side is compared, never the best.
 */
final class TextsRule {
    private static final double LEVEL = 0.95;

    private final Limit limit;
    private final Bound.LessLikely bound;
    private final Levels levels;
    private final PairedTexts pairs;
    private final RatioOfSums change;

    private TextsRule(Limit limit, Bound.LessLikely bound, Levels levels, PairedTexts pairs) {
        this.limit = limit;
        this.bound = bound;
        this.levels = levels;
        this.pairs = pairs;
        this.change = pairs.change();
    }

    /** Returns the verdict. */
    static ComparedVerdict judge(Limit limit, Bound.LessLikely bound, RunSet mine, RunSet reference, Levels levels) {
        var now = mine.first().orElseThrow();
        var then = reference.first().orElseThrow();
        var unpaired = PairedTexts.unpaired(now, then);
        if (unpaired.isPresent()) {
            return Texts.unmeasured(
                    limit,
                    new Unmeasured(
                            unpaired.get(),
                            "Compare models with one tokenizer, whose servers add the same special tokens."),
                    "not compared");
        }
        var pairs = PairedTexts.of(now, then);
        return pairs.reference() > 0
                ? new TextsRule(limit, bound, levels, pairs).judge()
                : Texts.unmeasured(
                        limit,
                        new Unmeasured(
                                "the reference has an nll of 0, and a part of 0 is 0",
                                "Use texts that a model does not know by heart."),
                        "not compared");
    }

    private ComparedVerdict judge() {
        var text = unit().format(pairs.now()) + ", was " + unit().format(pairs.reference()) + ": "
                + percent(change.value(), margin()) + " (" + bounds() + "), "
                + difference() + agreement();
        var counts = pairs.size() + (pairs.size() == 1 ? " text, " : " texts, ") + pairs.tokens() + " tokens";
        return new ComparedVerdict(
                verdict(),
                text + ", " + counts,
                pairs.size(),
                Optional.empty(),
                Optional.of(pairs.changes()),
                Optional.of(judged()),
                Texts.subject(limit, bound.reference()) + " " + text + ", " + bound.asked() + ", " + counts);
    }

    private JudgedChange judged() {
        var most = change.atMost(levels.pass());
        return new JudgedChange(
                unit().format(pairs.now()),
                unit().format(pairs.reference()),
                percent(change.value(), margin()),
                "+" + bound.margin(),
                change.value() > margin()
                        ? Optional.of(AccuracyRule.percent(change.value() - margin(), 0))
                        : Optional.empty(),
                Double.isInfinite(most) ? Optional.empty() : Optional.of(percent(most, margin())),
                Levels.text(levels.pass()),
                Optional.empty());
    }

    private Unit unit() {
        return limit.figure().unit();
    }

    private double margin() {
        return bound.margin().relative();
    }

    private boolean keeps() {
        return change.atMost(levels.pass()) < margin();
    }

    private boolean isHigher() {
        return change.atLeast(levels.fail()) > 0;
    }

    private Verdict verdict() {
        if (keeps()) {
            return new Pass();
        }
        return isHigher() ? new Fail() : open();
    }

    private Inconclusive open() {
        var needed = Change.least(
                change.groupsToShowBelow(margin(), levels.pass()),
                change.groupsToShowAbove(0, levels.fail()),
                pairs.size());
        return new Inconclusive(
                change.value() > 0
                        ? "it may be higher by more than the margin, and it may not be higher at all"
                        : "it is not higher, but a rise of more than the margin is not excluded",
                needed.isPresent()
                        ? "If change and spread stay as they are, " + needed.getAsInt() + " such texts, of about "
                                + Math.round((double) pairs.tokens() / pairs.size() * needed.getAsInt())
                                + " tokens, decide."
                        : "If change and spread stay as they are, no number of such texts up to 1000000 decides.");
    }

    private String bounds() {
        var most = change.atMost(levels.pass());
        if (Double.isInfinite(most)) {
            return "not bounded";
        }
        var proof = keeps() && isHigher() ? ", so it is higher, but by less than the margin" : "";
        return Levels.text(levels.pass()) + " sure: at most " + percent(most, margin()) + ", "
                + Levels.text(levels.fail()) + ": at least " + percent(change.atLeast(levels.fail()), 0) + proof;
    }

    private String difference() {
        var each = pairs.perToken();
        return signed(unit().format(each.value())) + " per token" + interval(each.interval(LEVEL), unit());
    }

    private String agreement() {
        return pairs.agreement()
                .map(share -> ", the same most probable token at " + Unit.SHARE.format(share.value()) + " of the places"
                        + interval(share.interval(LEVEL), Unit.SHARE))
                .orElse("");
    }

    private static String interval(Interval interval, Unit unit) {
        if (Double.isInfinite(interval.low())) {
            return "";
        }
        // A t distribution does not know that a share is from 0 to 1.
        var isShare = unit == Unit.SHARE;
        var low = isShare ? Math.max(0, interval.low()) : interval.low();
        var high = isShare ? Math.min(1, interval.high()) : interval.high();
        return " (95 % interval " + unit.format(low) + " to " + unit.format(high) + ")";
    }

    private static String percent(double change, double beside) {
        return signed(AccuracyRule.percent(change, beside));
    }

    private static String signed(String number) {
        return number.startsWith("-") ? number : "+" + number;
    }
}
