package dev.assay.run.references;

import dev.assay.gate.comparison.Reference;
import dev.assay.starts.Difference;
import dev.assay.starts.Difference.Kind;
import dev.assay.starts.Likeness;
import dev.assay.starts.RunSet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Refuses a reference that is not like the test, whether it was stored before or measured in the same run. */
public final class LikeReference {
    private LikeReference() {}

    /** Returns in what another deployment may differ from that of a test: what two are compared for, and what the command line allows. */
    public static Set<Kind> ofDeployments(Set<Kind> allowed) {
        var may = EnumSet.of(Kind.MODEL, Kind.PRECISION);
        may.addAll(allowed);
        return may;
    }

    /**
     * Returns the reference; of a stored one also says the differences that do not forbid the comparison.
     *
     * @param measured the measurements of the test itself; without a sound one every reference is like it
     * @param may kinds of differences that do not forbid the comparison
     */
    public static Reference of(RunSet measured, Reference.Found found, Set<Kind> may) {
        var set = found.set();
        var copy = Likeness.copy(measured, set);
        if (copy.isPresent()) {
            return new Reference.Missing(
                    set.name() + " has this same measurement (measured at "
                            + copy.get().measured() + "), which is no comparison",
                    "Compare another run with it.");
        }
        var likeness = Likeness.of(measured, set, may);
        return likeness.refused().isEmpty()
                ? new Reference.Found(set, found.paired(), found.stored().map(name -> name(name, likeness)))
                : new Reference.Missing(
                        set.name() + " was measured under other conditions: " + Difference.said(likeness.refused()),
                        "Compare like with like, or allow exactly this with -Dassay.allow-difference="
                                + likeness.words() + ".");
    }

    private static String name(String name, Likeness likeness) {
        return name + likeness.remark().map(remark -> " (" + remark + ")").orElse("");
    }

    /** Returns a stored set as a reference, if it is like the test. */
    static Reference stored(RunSet measured, RunSet set, Set<Kind> may) {
        return of(measured, new Reference.Found(set, false, Optional.of(set.name())), may);
    }
}
