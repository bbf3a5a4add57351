package dev.assay.bench.planted;

import java.util.SplittableRandom;

/** Log-normal noise with a mean of 1, of the sizes that the records in {@code tapes/} show. */
final class Noise {
    /** The standard deviation of the logarithm of a time between two starts of a server, as docs/power.md takes it. */
    static final double STARTS = 0.01;
    /** Between the first tokens of one start: 7.9 % in the record with one request in flight. */
    static final double TTFT = 0.08;
    /** Between the times per token of a request and the next: 5.1 % there. */
    static final double TPOT = 0.05;
    /** Between the gaps of one request: 19.7 % there. */
    static final double GAPS = 0.2;

    /** How much of the variance between starts the time to the first token and the time per token have in common. */
    private static final double COMMON = 0.5;

    private final SplittableRandom random;

    Noise(SplittableRandom random) {
        this.random = random;
    }

    /** Returns a factor. */
    double factor(double size) {
        return Math.exp(size * random.nextGaussian() - size * size / 2);
    }

    /** Returns by how much a start is slower than the usual one: its time to the first token, and its time per token. */
    double[] start() {
        var common = Math.sqrt(COMMON) * random.nextGaussian();
        return new double[] {of(common), of(common)};
    }

    private double of(double common) {
        return Math.exp(STARTS * (common + Math.sqrt(1 - COMMON) * random.nextGaussian()));
    }
}
