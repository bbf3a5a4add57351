package dev.assay.stats;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.PascalDistribution;

/**
 * The same questions, each answered several times: how often each was right. It says how unstable the answers are, and how many right
 * answers the next run has by chance.
 *
 * <p>Two models of the next run are asked, and the more cautious one counts.
 *
 * <ul>
 *   <li>A question that was right r of K times is right with probability (r + s m) / (K + s), independently of the others: the mean of a
 *       Beta distribution whose prior has the mean m and the weight s, both from all questions (empirical Bayes). m is the share of right
 *       answers, (Σ r + ½) / (n K + 1). s / (s + 1) = h / (m (1 − m)), where h, the mean of p (1 − p), is estimated by
 *       (Σ r (K − r) / (K (K − 1)) + 1 / (2 K)) / n. The halves are Jeffreys' half of an event, of all answers together: that no answer
 *       changed does not show that none ever will.
 *   <li>The same, but the questions that were wrong at most once together lose as many answers as rare events do: if they were wrong X times
 *       in K runs, at least y of them are wrong in the next with the probability of at least y successes of X + y trials with 1 / (K + 1).
 *       The first model alone fails too often if such questions all lose an answer equally rarely.
 * </ul>
 *
 * <p>Jeffreys' estimate of each question on its own, (r + ½) / (K + 1), would add its half to every question: of 1,319 questions that were
 * right 5 of 5 times it expects 110 wrong answers in the next run. Here the expected count stays the mean of the K runs, but for the one
 * half, and its variance is the one within questions times 1 + 1 / K, as in a prediction interval.
 *
 * <p>Source: Kleinman, Proportions with extraneous variance: single and independent samples, JASA 68 (1973), on moments of the Beta
 * distribution; Nelson, Confidence intervals for the ratio of two Poisson means and Poisson predictor intervals, IEEE Transactions on
 * Reliability 19 (1970).
 */
public final class RepeatedAnswers {
    /** The part of rare events that is left out. */
    private static final double REST = 1e-15;

    private final int[] right;
    private final int repeats;

    private RepeatedAnswers(int[] right, int repeats) {
        this.right = right;
        this.repeats = repeats;
    }

    /**
     * Returns the answers to these questions.
     *
     * @param right how often each question was right, from 0 to {@code repeats}; at least one question
     * @param repeats how often each was asked, at least 2
     * @throws IllegalArgumentException if one is outside
     */
    public static RepeatedAnswers of(int[] right, int repeats) {
        if (right.length == 0 || repeats < 2 || Arrays.stream(right).anyMatch(each -> each < 0 || each > repeats)) {
            throw new IllegalArgumentException(
                    "Repeated answers need a question, at least 2 repeats and counts from 0 to the repeats, found ["
                            + right.length + " questions, " + repeats + " repeats, counts " + Arrays.toString(right)
                            + "].");
        }
        return new RepeatedAnswers(right.clone(), repeats);
    }

    /**
     * Returns the flip rate of a question: the share of the pairs of repeats in which one is right and the other wrong, from 0 to 1. It is
     * 2 r (K − r) / (K (K − 1)), an unbiased estimate of the probability that two repeats differ.
     *
     * @param question its index from 0
     */
    public double flipRate(int question) {
        var r = right[question];
        return 2.0 * r * (repeats - r) / (repeats * (repeats - 1.0));
    }

    /** Returns the mean flip rate of all questions, from 0 to 1. */
    public double flipRate() {
        return flips() / right.length;
    }

    /**
     * Returns the standard deviation of the share of right answers from repeat to repeat, if each answer changed independently of the others:
     * √(Σ p (1 − p)) / n, where r (K − r) / (K (K − 1)) is the unbiased estimate of p (1 − p) of a question. A larger one between repeats
     * shows that something moves many answers at once.
     */
    public double independentSd() {
        return Math.sqrt(flips() / 2) / right.length;
    }

    private double flips() {
        return IntStream.range(0, right.length).mapToDouble(this::flipRate).sum();
    }

    /**
     * Returns the probability that the next run has fewer right answers than this by chance.
     *
     * @param count any number; 0 for 0 or less, 1 for more than there are questions
     */
    public double falseAlarm(int count) {
        return Math.max(below(firstModel(), count), below(secondModel(), count));
    }

    /**
     * Returns the highest count that the next run falls below by chance with at most this probability: the limit "at least so many right".
     *
     * @param rate the false-alarm rate, between 0 and 0.5 exclusive
     * @throws IllegalArgumentException if the rate is outside
     */
    public int lowestCount(double rate) {
        ScoreBound.requireOneSided(1 - rate);
        return Math.min(highestBelow(firstModel(), rate), highestBelow(secondModel(), rate));
    }

    /**
     * Returns the smallest loss that a limit "at least so many right" sees: if so many right answers become wrong, the next run is below the
     * limit with at least this probability.
     *
     * @param count the limit, from 0 to the number of questions
     * @param power between 0.5 and 1 exclusive: 0.95
     */
    public int smallestLossSeen(int count, double power) {
        ScoreBound.requireOneSided(power);
        // With a loss of d the run is below the limit if without the loss it is below the limit + d.
        var below = Math.max(highestBelow(firstModel(), power), highestBelow(secondModel(), power)) + 1;
        return Math.max(0, below - count);
    }

    private static double below(double[] chances, int count) {
        return Arrays.stream(chances).limit(Math.max(0, count)).sum();
    }

    /** Returns the highest count that the next run is below with at most this probability. */
    private static int highestBelow(double[] chances, double probability) {
        var sum = 0.0;
        var count = 0;
        while (count < chances.length - 1 && sum + chances[count] <= probability) {
            sum += chances[count];
            count++;
        }
        return count;
    }

    /** Returns the probability of each count of right answers, if each question has its own. */
    private double[] firstModel() {
        return chances(probabilities(question -> true));
    }

    /** Returns the same, if the questions that were wrong at most once lose answers as rare events. */
    private double[] secondModel() {
        var others = chances(probabilities(question -> !wasStable(question)));
        var stable = IntStream.range(0, right.length).filter(this::wasStable).toArray();
        var wrong =
                Arrays.stream(stable).map(question -> repeats - right[question]).sum();
        var losses = PascalDistribution.of(wrong + 1, repeats / (repeats + 1.0));
        var most = losses.inverseSurvivalProbability(REST);
        var chances = new double[right.length + 1];
        for (var lost = 0; lost <= most; lost++) {
            var chance = losses.probability(lost);
            // No more can be lost than there are.
            var kept = Math.max(0, stable.length - lost);
            for (var count = 0; count < others.length; count++) {
                chances[kept + count] += chance * others[count];
            }
        }
        return chances;
    }

    private boolean wasStable(int question) {
        return right[question] >= repeats - 1;
    }

    private double[] probabilities(IntPredicate questions) {
        var n = right.length;
        var mean = (Arrays.stream(right).sum() + 0.5) / ((double) n * repeats + 1);
        var within = (flips() / 2 + 0.5 / repeats) / n;
        var all = mean * (1 - mean);
        // An infinite weight: no question differs from the others by more than chance.
        var weight = within < all ? within / (all - within) : Double.POSITIVE_INFINITY;
        return IntStream.range(0, n)
                .filter(questions)
                .mapToDouble(question ->
                        Double.isInfinite(weight) ? mean : (right[question] + weight * mean) / (repeats + weight))
                .toArray();
    }

    /** Returns the probability of each sum of independent events with these probabilities: the Poisson-binomial distribution. */
    private static double[] chances(double[] probabilities) {
        var chances = new double[probabilities.length + 1];
        chances[0] = 1;
        for (var asked = 1; asked <= probabilities.length; asked++) {
            var p = probabilities[asked - 1];
            for (var count = asked; count > 0; count--) {
                chances[count] = chances[count] * (1 - p) + chances[count - 1] * p;
            }
            chances[0] *= 1 - p;
        }
        return chances;
    }
}
