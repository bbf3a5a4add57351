package dev.assay.bench.planted;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One line of the table: a planting, repeated with other noise.
 *
 * @param planted what is planted, for people
 * @param limits the limits of the gate, for people
 * @param size how much is measured, for people
 * @param want what is wanted of the verdicts
 * @param asked whether a row that is not so is a fault
 * @param share the number of its gates as a share of the number of plantings
 * @param file the gate's file, written into a directory
 * @param sides what is measured for one gate
 */
record Row(
        String planted,
        String limits,
        String size,
        Want want,
        boolean asked,
        double share,
        Function<Path, GateFile> file,
        Function<SplittableRandom, Sides> sides) {
    /** What is wanted of the verdicts of a row. */
    enum Want {
        /** FAIL in at least 962 of 1,000: then more than 95 % of such changes are found, with 95 % confidence. */
        FAIL,
        /** No PASS. */
        NO_PASS,
        /** FAIL in at most 12 of 2,000 of all such rows together, and PASS in at least nine of ten. */
        CLEAN
    }

    /** A row of which it is wanted. */
    Row(
            String planted,
            String limits,
            String size,
            Want want,
            double share,
            Function<Path, GateFile> file,
            Function<SplittableRandom, Sides> sides) {
        this(planted, limits, size, want, true, share, file, sides);
    }

    /** Returns a row that only shows how far the gate sees. */
    Row onlyShown() {
        return new Row(planted, limits, size, want, false, share, file, sides);
    }

    /**
     * Judges the gates of the row.
     *
     * @param folder an empty folder, or one that does not exist
     * @param plantings the number of plantings, of which the row has its share
     */
    List<Seen> judge(Path folder, long seed, int plantings) {
        var gates = Math.max(1, (int) Math.round(share * plantings));
        var read = file.apply(folder.resolve("file"));
        return IntStream.range(0, gates)
                .parallel()
                .mapToObj(gate -> new PlantedGate(read, folder.resolve("gate-" + gate))
                        .judge(sides.apply(new SplittableRandom(seed + gate))))
                .toList();
    }
}
