package dev.assay.plant;

import dev.assay.plant.LimitTrial.Kind;
import java.util.Comparator;
import java.util.List;

/**
 * What one fault does to all limits.
 *
 * @param limits those that stay green although their figure changes first, then those that turn red, those that were red before, and the others
 * @param remarks why some tests could not have the fault
 */
public record FaultTrial(Fault fault, List<LimitTrial> limits, List<String> remarks) {
    public FaultTrial {
        limits = limits.stream().sorted(Comparator.comparing(LimitTrial::kind)).toList();
        remarks = List.copyOf(remarks);
    }

    /** Returns the limits to which it does this. */
    public List<LimitTrial> of(Kind kind) {
        return limits.stream().filter(limit -> limit.kind() == kind).toList();
    }

    /** Returns whether it changes the figure of a limit. */
    public boolean touches() {
        return limits.stream().anyMatch(limit -> limit.kind() != Kind.UNTOUCHED);
    }

    /** Returns whether it changes figures of limits that were green, and none of these turns red. */
    public boolean isBlindSpot() {
        return of(Kind.TURNS_RED).isEmpty() && !of(Kind.STAYS_GREEN).isEmpty();
    }
}
