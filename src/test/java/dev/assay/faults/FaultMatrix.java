package dev.assay.faults;

import java.util.List;
import java.util.stream.Stream;

/** All rows, in the order of the page. */
final class FaultMatrix {
    /** Made once: a row is known by its plant, which is another object each time it is made. */
    private static final List<Fault> ROWS = Stream.of(
                    NetworkFaults.rows(),
                    WireFaults.rows(),
                    StatusFaults.rows(),
                    StreamFaults.rows(),
                    QuestionFaults.rows(),
                    ServerFaults.rows(),
                    HostFaults.rows(),
                    ProcessFaults.rows())
            .flatMap(List::stream)
            .toList();

    private FaultMatrix() {}

    static List<Fault> rows() {
        return ROWS;
    }
}
