package dev.assay.gate.comparison;

import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalInt;

/** What a form of limit says about the outcomes of the same questions on both sides. */
interface AccuracyRule {
    /** Returns the verdict on these outcomes. */
    Verdict verdict(PairedQuestions pairs);

    /**
     * Returns the change and what of it is allowed.
     *
     * @param now the right answers of the test, for people
     * @param reference those of the reference
     */
    JudgedChange judged(PairedQuestions pairs, String now, String reference);

    /** Returns the change with its bounds, for people. */
    String change(PairedQuestions pairs);

    /** Returns the verdict where the questions do not decide. */
    static Inconclusive open(String reason, OptionalInt needed) {
        return open(reason, "the shares of lost and gained questions stay as they are", needed);
    }

    /** Returns the same, with what must stay as it is for the number to be right. */
    static Inconclusive open(String reason, String stays, OptionalInt needed) {
        return new Inconclusive(
                reason,
                "If " + stays + ", "
                        + (needed.isPresent()
                                ? needed.getAsInt() + " questions decide."
                                : "no number of questions up to 1000000 decides."));
    }

    /** Returns a bound after the spread of whole runs is allowed for: its distance from the estimate grows with the root of the factor. */
    static double inflated(double estimate, double bound, double factor) {
        return estimate + (bound - estimate) * Math.sqrt(factor);
    }

    /** Returns the bound of a difference of shares, which is from -1 to 1 whatever a t distribution says. */
    static double within(double bound) {
        return Math.max(-1, Math.min(1, bound));
    }

    /**
     * Returns the number of questions that a bound needs to get past a value, if its distance from the estimate shrinks with the root of their number;
     * empty if it never does. The estimate is past it.
     */
    static OptionalInt scaled(int n, double estimate, double bound, double value) {
        if ((bound - value) * (estimate - value) > 0) {
            return OptionalInt.of(1);
        }
        var needed = n * Math.pow((bound - estimate) / (value - estimate), 2);
        return (bound - estimate) * (value - estimate) > 0 && needed < 1e6
                ? OptionalInt.of((int) Math.floor(needed) + 1)
                : OptionalInt.empty();
    }

    /** Returns the larger of two numbers; empty if one is: both must be reached. */
    static OptionalInt both(OptionalInt one, OptionalInt other) {
        return one.isPresent() && other.isPresent()
                ? OptionalInt.of(Math.max(one.getAsInt(), other.getAsInt()))
                : OptionalInt.empty();
    }

    /** Returns a difference of shares for people, with more decimals if it would not be told from another one: {@code -2.5 pp}. */
    static String points(double difference, double beside) {
        var shown = shown(difference, beside);
        return (shown.signum() < 0 ? "" : "+") + shown.toPlainString() + " pp";
    }

    /** Returns a share for people, with more decimals if it would not be told from another one: {@code 95.1 %}. */
    static String percent(double share, double beside) {
        return shown(share, beside).toPlainString() + " %";
    }

    private static BigDecimal shown(double share, double beside) {
        var decimals = 1;
        var exact = new BigDecimal(share * 100);
        while (decimals < 4
                && Math.signum(exact.setScale(decimals, RoundingMode.HALF_UP).doubleValue() - beside * 100)
                        != Math.signum(share - beside)) {
            decimals++;
        }
        return exact.setScale(decimals, RoundingMode.HALF_UP);
    }
}
