package dev.assay.starts;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The measurements of one test, in the order in which they were made.
 *
 * @param name what was measured, for people: {@code qwen3-32b-bf16}, {@code its baseline of 2026-11-20}
 */
public record RunSet(String name, List<MeasuredStart> starts) {
    public RunSet {
        starts = List.copyOf(starts);
    }

    /** Returns the measurements that can be used. */
    public List<MeasuredStart> sound() {
        return starts.stream().filter(start -> start.spoilt().isEmpty()).toList();
    }

    /** Returns the first measurement that can be used; empty if there is none. */
    public Optional<MeasuredStart> first() {
        return sound().stream().findFirst();
    }

    /**
     * Returns how many starts of a server the sound measurements are of: each that the gate started a server for counts, and of the others as many as
     * have different start times. Measurements of a server whose start is not known count as one.
     */
    public int distinctStarts() {
        var sound = sound();
        var known = new LinkedHashSet<String>();
        var launched = 0;
        for (var start : sound) {
            if (start.launched()) {
                launched++;
            } else {
                known.add(start.serverStart().orElse("not known"));
            }
        }
        return launched + known.size();
    }

    /** Returns the values of a figure, of the sound measurements that have it. */
    public List<StartValue> values(String figure) {
        return sound().stream()
                .map(start -> start.values().get(figure))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns this set with the measurements of another one after its own. */
    public RunSet with(RunSet more) {
        return new RunSet(
                name, Stream.concat(starts.stream(), more.starts.stream()).toList());
    }
}
