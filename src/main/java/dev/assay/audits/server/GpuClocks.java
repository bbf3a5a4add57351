package dev.assay.audits.server;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.audits.server.ClockEvent.Weight;
import dev.assay.recording.GpuRecord;
import dev.assay.recording.GpuRecord.Gpu;
import dev.assay.recording.GpuRecord.Sample;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The audit of the GPUs' clocks while requests were measured. A GPU that was slowed down by heat or its power supply for more than a moment makes
 * the test invalid. A GPU at its own power limit is only a note. Of several GPUs the worst counts, since a model that is split over them waits for
 * the slowest.
 */
public final class GpuClocks {
    private static final String NAME = "gpu clocks";
    /** The fewest samples with a slowdown: a mere change of clocks may show as a slowdown in one sample. */
    private static final int FEWEST = 2;

    private static final double LEAST_SHARE = 0.05;

    private GpuClocks() {}

    public static Optional<Finding> of(Recording recording) {
        return recording.gpu().map(seen -> of(seen, recording.measured()));
    }

    private static Finding of(GpuRecord seen, List<Trace> measured) {
        var from = measured.stream().mapToLong(Trace::sent).min().orElse(0);
        var to = measured.stream().mapToLong(Trace::ended).max().orElse(0);
        return seen.gpus().stream()
                .map(gpu -> Seen.of(gpu, from, to))
                .filter(gpu -> !gpu.samples.isEmpty())
                .max(Comparator.comparingDouble(Seen::slowed).thenComparingDouble(gpu -> gpu.count(Weight.LIMIT)))
                .map(Seen::finding)
                .orElse(new Finding(
                        NAME,
                        Severity.NOTE,
                        "unknown: " + seen.source() + " reported "
                                + (seen.gpus().isEmpty() ? "no GPU" : "no GPU while requests were measured")));
    }

    /** The samples of one GPU while requests were measured. */
    private record Seen(String name, List<Sample> samples) {
        static Seen of(Gpu gpu, long from, long to) {
            return new Seen(
                    gpu.name(),
                    gpu.samples().stream()
                            .filter(sample -> sample.nanos() >= from && sample.nanos() <= to)
                            .toList());
        }

        private List<Long> reasons() {
            return samples.stream()
                    .map(Sample::reasons)
                    .filter(Objects::nonNull)
                    .toList();
        }

        int count(Weight weight) {
            return (int) reasons().stream()
                    .filter(bits -> !ClockEvent.in(bits, weight).isEmpty())
                    .count();
        }

        double slowed() {
            return reasons().isEmpty()
                    ? 0
                    : (double) count(Weight.FAULT) / reasons().size();
        }

        private String why(Weight weight) {
            Set<ClockEvent> all = reasons().stream()
                    .map(bits -> ClockEvent.in(bits, weight))
                    .flatMap(Collection::stream)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(ClockEvent.class)));
            return all.stream().map(ClockEvent::toString).collect(Collectors.joining(", "));
        }

        Finding finding() {
            var known = reasons().size();
            var faults = count(Weight.FAULT);
            var limits = count(Weight.LIMIT);
            var state = state();
            if (known == 0) {
                return new Finding(
                        NAME, Severity.SOUND, "GPU " + name + " does not report reasons for reduced clocks" + state);
            }
            if (faults >= FEWEST && slowed() >= LEAST_SHARE) {
                return new Finding(
                        NAME,
                        Severity.INVALID,
                        "GPU " + name + " was slowed down in " + faults + " of " + known + " samples ("
                                + why(Weight.FAULT) + "): with proper cooling and power supply it is faster" + state);
            }
            if (faults > 0) {
                return new Finding(
                        NAME,
                        Severity.NOTE,
                        "GPU " + name + " was slowed down for a moment, in " + faults + " of " + known + " samples ("
                                + why(Weight.FAULT) + ")" + state);
            }
            if (limits > 0) {
                return new Finding(
                        NAME,
                        Severity.NOTE,
                        "GPU " + name + " was at its power limit in " + limits + " of " + known
                                + " samples; with a higher limit it may be faster" + state);
            }
            return new Finding(
                    NAME, Severity.SOUND, "GPU " + name + " was not slowed down in " + known + " samples" + state);
        }

        private String state() {
            return range(Sample::clock, "MHz") + range(Sample::celsius, "°C");
        }

        private String range(Function<Sample, Long> value, String unit) {
            var values = samples.stream()
                    .map(value)
                    .filter(Objects::nonNull)
                    .mapToLong(Long::longValue)
                    .summaryStatistics();
            if (values.getCount() == 0) {
                return "";
            }
            return values.getMin() == values.getMax()
                    ? String.format(Locale.ROOT, ", %d %s", values.getMin(), unit)
                    : String.format(Locale.ROOT, ", %d to %d %s", values.getMin(), values.getMax(), unit);
        }
    }
}
