package dev.assay.starts;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
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
     * Returns how many starts of a server the sound measurements are of, told apart by the time of the start. Those of a server whose start is not known
     * count as one.
     */
    public int distinctStarts() {
        return Math.toIntExact(sound().stream()
                .map(start -> start.serverStart().orElse(""))
                .distinct()
                .count());
    }

    /** Returns the values of a figure, of the sound measurements that have it. */
    public List<StartValue> values(String figure) {
        return sound().stream()
                .map(start -> start.values().get(figure))
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Returns whether this set and another were measured in turns: both are sound throughout, have equally many measurements, and no measurement of
     * either lies between the two of a pair.
     */
    public boolean alternatesWith(RunSet other) {
        var n = starts.size();
        if (n != other.starts.size() || sound().size() != n || other.sound().size() != n) {
            return false;
        }
        var order = Stream.concat(starts.stream(), other.starts.stream())
                .sorted(Comparator.comparing(MeasuredStart::measured))
                .toList();
        return IntStream.range(0, n)
                .allMatch(pair -> order.subList(2 * pair, 2 * pair + 2)
                        .containsAll(List.of(starts.get(pair), other.starts.get(pair))));
    }

    /** Returns this set with the measurements of another one after its own. */
    public RunSet with(RunSet more) {
        return new RunSet(
                name, Stream.concat(starts.stream(), more.starts.stream()).toList());
    }
}
