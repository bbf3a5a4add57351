package dev.assay.gate.outlook;

import dev.assay.stats.RepeatedAnswers;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each question of an evalset kept to the good side of a limit in several runs. A limit "at most so many" on questions that count is one of "at
 * least so many" on the others.
 */
public final class CountedQuestions {
    /** Shares such as 0.58 · 50 are off by rounding. */
    private static final double TINY = 1e-9;

    private final int[] good;
    private final int runs;
    private final boolean isUpper;

    /**
     * @param byRuns how many questions counted in none, in one, … in all of the runs
     * @param isUpper whether the limit is an upper one, so that the questions that do not count are the good ones
     */
    public CountedQuestions(List<Integer> byRuns, boolean isUpper) {
        this.runs = byRuns.size() - 1;
        this.isUpper = isUpper;
        this.good = IntStream.rangeClosed(0, runs)
                .flatMap(k -> IntStream.generate(() -> isUpper ? runs - k : k).limit(byRuns.get(k)))
                .toArray();
    }

    /** Returns the number of questions. */
    public int size() {
        return good.length;
    }

    /** Returns how many questions were on the good side, as a mean over the runs. */
    public double mean() {
        return IntStream.of(good).sum() / (double) runs;
    }

    public RepeatedAnswers answers() {
        return RepeatedAnswers.of(good, runs);
    }

    /** Returns how many questions must be on the good side to keep a limit on the share that counts. */
    public int least(double limit) {
        return isUpper ? size() - (int) Math.floor(limit * size() + TINY) : (int) Math.ceil(limit * size() - TINY);
    }

    /** Returns the same for a limit that may be moved to the next whole number of questions, away from the good side. */
    public int leastWithRoom(double limit) {
        return isUpper ? size() - (int) Math.ceil(limit * size() - TINY) : (int) Math.floor(limit * size() + TINY);
    }

    /** Returns how many questions count where so many are on the good side. */
    public int counting(int onGoodSide) {
        return isUpper ? size() - onGoodSide : onGoodSide;
    }
}
