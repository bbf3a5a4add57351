package dev.assay.plant;

import dev.assay.gate.Repeat;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.testing.Plans;
import java.util.List;
import java.util.stream.IntStream;

/** Faults and planted recordings for tests. */
final class Faults {
    private Faults() {}

    static Fault fault(String written) {
        return new FaultReader(problem -> {
                    throw new IllegalArgumentException(problem);
                })
                .read(written)
                .getFirst();
    }

    /** Returns the recording of a test with a fault. */
    static Recording planted(TestSpec test, Recording recording, String fault) {
        return switch (new Plant(Plans.planned(test), 1).into(recording, fault(fault))) {
            case Planted.Into into -> into.recording();
            case Planted.Not not -> throw new IllegalArgumentException(not.why());
        };
    }

    /** Returns why a recording cannot have a fault. */
    static String refused(TestSpec test, Recording recording, String fault) {
        return switch (new Plant(Plans.planned(test), 1).into(recording, fault(fault))) {
            case Planted.Into ignored -> throw new IllegalArgumentException("it can");
            case Planted.Not not -> not.why();
        };
    }

    static List<Repeat> repeats(Recording... recordings) {
        return IntStream.range(0, recordings.length)
                .<Repeat>mapToObj(i -> new Repeat.Recorded(i + 1, "run r-1, repeat " + (i + 1), () -> recordings[i]))
                .toList();
    }
}
