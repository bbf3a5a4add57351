package dev.assay.faults;

import java.nio.file.Path;

/**
 * A row of the matrix.
 *
 * @param place where the fault is
 * @param name what goes wrong
 * @param verdict the verdict that it must get
 * @param plant runs a gate with the fault
 */
record Fault(Place place, String name, String verdict, Plant plant) {
    /** Where a fault is planted. */
    enum Place {
        WIRE("On the wire"),
        SERVER("In the server"),
        HOST("On the host");

        private final String heading;

        Place(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }
    }

    /** Runs a gate with a fault in an empty folder. */
    interface Plant {
        Outcome in(Path folder) throws Exception;
    }

    /**
     * What the gate made of a fault.
     *
     * @param verdict the word of the verdict, or that the input was refused
     * @param sentence what a person reads, without what differs from run to run
     * @param left what is on the disk after it
     */
    record Outcome(String verdict, String sentence, String left) {}
}
