package dev.assay.starts;

import dev.assay.starts.Difference.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether two run sets may be compared.
 *
 * @param refused the differences that forbid it; none: they may
 * @param said the differences that do not, and must be said beside the comparison
 */
public record Likeness(List<Difference> refused, List<Difference> said) {
    public Likeness {
        refused = List.copyOf(refused);
        said = List.copyOf(said);
    }

    /**
     * Compares the conditions of two run sets.
     *
     * @param allowed kinds of differences that do not forbid it
     */
    public static Likeness of(RunSet here, RunSet there, Set<Kind> allowed) {
        var all = Difference.between(here, there);
        return new Likeness(
                all.stream().filter(each -> isRefused(each, allowed)).toList(),
                all.stream().filter(each -> !isRefused(each, allowed)).toList());
    }

    private static boolean isRefused(Difference difference, Set<Kind> allowed) {
        return Kind.refused().contains(difference.kind()) && !allowed.contains(difference.kind());
    }

    /** Returns a measurement of the first set that is one of the second: compared with itself it would always be the same. Empty if there is none. */
    public static Optional<MeasuredStart> copy(RunSet here, RunSet there) {
        return here.starts().stream()
                .filter(mine -> there.starts().stream().anyMatch(its -> JoinedSets.isCopy(mine, its)))
                .findFirst();
    }

    /** Returns the words that allow what is refused, as the command line takes them: {@code gpu,load}. */
    public String words() {
        return refused.stream().map(each -> each.kind().word()).distinct().collect(Collectors.joining(","));
    }

    /** Returns what is said in one line: {@code version [0.32.0] here and [0.31.0] there}; empty if nothing is. */
    public Optional<String> remark() {
        return said.isEmpty() ? Optional.empty() : Optional.of(Difference.said(said));
    }
}
