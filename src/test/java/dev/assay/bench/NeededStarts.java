package dev.assay.bench;

import dev.assay.gate.verdicts.Verdict;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;

/** Looks for the least number of starts or pairs that gives a verdict often enough, by simulating the gate. */
record NeededStarts(SimulatedGate gate, Class<? extends Verdict> verdict, double power) {
    private static final int GATES = 2000;

    /** Returns the least number of starts, from a number that is too small or enough. */
    int from(int guess) {
        return least(guess, starts -> share(gate.with(gate.limits(), starts, gate.paired(), gate.noise())));
    }

    /** Returns the least number with which the share is at least the power, if more always give a larger share. */
    private int least(int guess, IntToDoubleFunction share) {
        var low = 1;
        var high = guess;
        while (share.applyAsDouble(high) < power) {
            low = high;
            high = high + Math.max(1, high / 4);
        }
        while (high - low > 1) {
            var middle = (low + high) / 2;
            if (share.applyAsDouble(middle) < power) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double share(SimulatedGate simulated) {
        // The same seeds for all numbers of starts, so that neighbours can be compared.
        return LongStream.range(0, GATES)
                        .parallel()
                        .filter(seed -> verdict.isInstance(simulated.verdict(new SplittableRandom(seed))))
                        .count()
                / (double) GATES;
    }
}
