package dev.assay.plant;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plant.Fault.Share;
import dev.assay.recording.Recording;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Plants faults into the recordings of one test, as if the server had had them. */
record Plant(Planned planned, long seed) {
    /** The largest increase that is tried, in percent or in milliseconds, has two digits and so many zeros. */
    private static final int LARGEST_EXPONENT = 2;

    private static final int SMALLEST_EXPONENT = -2;
    private static final int MOST_MILLISECONDS_EXPONENT = 4;

    /** Returns whether tests of this kind can have the fault. */
    boolean fits(Fault fault) {
        return switch (planned.test()) {
            case Protocol ignored -> false;
            case LogProbabilities ignored -> false;
            case TestSpec.LoadTest ignored -> !(fault instanceof Fault.Spoilt spoilt) || spoilt.share() == Share.FAILED;
            case TestSpec.Accuracy ignored ->
                fault instanceof Fault.Counted
                        || (fault instanceof Fault.Spoilt spoilt && spoilt.share() != Share.FAILED);
        };
    }

    /**
     * Returns the recording with the fault.
     *
     * @throws IllegalArgumentException if tests of this kind cannot have it
     */
    Planted into(Recording recording, Fault fault) {
        return switch (planned.test()) {
            case Protocol ignored -> throw unfit(fault);
            case LogProbabilities ignored -> throw unfit(fault);
            case TestSpec.LoadTest loadTest ->
                switch (fault) {
                    case Fault.Slower slower -> new Planted.Into(SlowedLoad.of(loadTest, recording, slower));
                    case Fault.Spoilt spoilt -> new FailedRequests(recording, seed).plant(spoilt);
                    case Fault.Counted counted -> PlantedCounts.plant(recording, counted);
                };
            case TestSpec.Accuracy accuracy ->
                switch (fault) {
                    case Fault.Slower ignored -> throw unfit(fault);
                    case Fault.Spoilt spoilt -> new SpoiltAnswers(accuracy, recording, seed).plant(spoilt);
                    case Fault.Counted counted -> PlantedCounts.plant(recording, counted);
                };
        };
    }

    private IllegalArgumentException unfit(Fault fault) {
        return new IllegalArgumentException(planned.name() + " cannot have the fault " + fault);
    }

    /** Returns the same fault in the sizes that are tried, the smallest first. A recording can have all of them. */
    List<Fault> sizes(Recording recording, Fault fault) {
        return switch (fault) {
            case Fault.Slower slower -> twoDigits(slower);
            case Fault.Counted counted -> PlantedCounts.sizes(recording, counted);
            case Fault.Spoilt spoilt ->
                switch (planned.test()) {
                    case Protocol ignored -> List.of();
                    case LogProbabilities ignored -> List.of();
                    case TestSpec.LoadTest ignored ->
                        shares(
                                spoilt.share(),
                                new FailedRequests(recording, seed).most(),
                                recording.measured().size());
                    case TestSpec.Accuracy accuracy -> {
                        var answers = new SpoiltAnswers(accuracy, recording, seed);
                        yield shares(spoilt.share(), answers.most(spoilt.share()), answers.answered());
                    }
                };
        };
    }

    /** Returns the numbers with two digits from 0.10 to 9900 percent, or to 990 seconds. */
    private static List<Fault> twoDigits(Fault.Slower fault) {
        var largest = fault.in() == Fault.Measure.PERCENT ? LARGEST_EXPONENT : MOST_MILLISECONDS_EXPONENT;
        return IntStream.rangeClosed(SMALLEST_EXPONENT, largest)
                .boxed()
                .flatMap(exponent -> IntStream.range(10, 100).mapToObj(digits -> BigDecimal.valueOf(digits, -exponent)))
                .<Fault>map(size -> new Fault.Slower(fault.time(), size, fault.in()))
                .toList();
    }

    private static List<Fault> shares(Share share, int most, int of) {
        return Stream.iterate(1, count -> count + 1)
                .limit(most)
                .<Fault>map(count -> new Fault.Spoilt(share, Draw.points(count, of)))
                .toList();
    }
}
