package dev.assay.plant;

import dev.assay.figures.Figure;
import dev.assay.plant.Fault.Count;
import dev.assay.recording.Histogram;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerRecord;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a server counts with a fault. */
final class PlantedCounts {
    private static final double PERCENT = 100;

    private PlantedCounts() {}

    /** Returns a recording whose server counted so that its figure has the value of the fault, as exactly as whole counts allow. */
    static Planted plant(Recording recording, Fault.Counted fault) {
        var counted = recording.counted().orElse(null);
        return switch (fault.count().figure().of(recording)) {
            case Figure.Undefined undefined -> new Planted.Not(undefined.reason());
            case Figure.Measured ignored ->
                counted == null
                        ? new Planted.Not("nothing was counted")
                        : new Planted.Into(new Recording(
                                recording.header(),
                                recording.traces(),
                                recording
                                        .sideRecords()
                                        .with(with(counted, counts(counted, fault), counted.finished()))));
        };
    }

    private static Map<ServerCount, Long> counts(ServerRecord counted, Fault.Counted fault) {
        var value = fault.value().doubleValue();
        return changed(
                counted,
                switch (fault.count()) {
                    case ACCEPT_LENGTH -> ServerCount.ACCEPTED_TOKENS;
                    case CACHE_HIT_RATE -> ServerCount.CACHE_HITS;
                    case PREEMPTIONS -> ServerCount.PREEMPTIONS;
                },
                switch (fault.count()) {
                    case ACCEPT_LENGTH ->
                        Math.round(
                                (value - 1) * counted.count(ServerCount.DRAFTS).orElse(0));
                    case CACHE_HIT_RATE ->
                        Math.round(value
                                / PERCENT
                                * counted.count(ServerCount.CACHE_QUERIES).orElse(0));
                    case PREEMPTIONS -> Math.round(value);
                });
    }

    private static Map<ServerCount, Long> changed(ServerRecord counted, ServerCount which, long count) {
        var counts = new EnumMap<ServerCount, Long>(ServerCount.class);
        counts.putAll(counted.counts());
        counts.put(which, count);
        return counts;
    }

    private static ServerRecord with(ServerRecord counted, Map<ServerCount, Long> counts, Map<String, Long> finished) {
        return new ServerRecord(
                counted.scrapes(),
                counted.failed(),
                counted.unseen(),
                counted.busyBefore(),
                counts,
                finished,
                counted.ttft(),
                counted.itl(),
                counted.gauges());
    }

    /** Returns the values of a count from the recorded one in the direction of the fault, the smallest change first. */
    static List<Fault> sizes(Recording recording, Fault.Counted fault) {
        if (!(fault.count().figure().of(recording) instanceof Figure.Measured measured)) {
            return List.of();
        }
        var count = fault.count();
        var scale = count == Count.CACHE_HIT_RATE ? PERCENT : 1;
        var steps = BigDecimal.valueOf(measured.value() * scale).divide(count.step(), 6, RoundingMode.HALF_UP);
        var lower = fault.value().doubleValue() < measured.value() * scale;
        var first = lower
                ? steps.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE)
                : steps.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
        var change = lower ? BigDecimal.ONE.negate() : BigDecimal.ONE;
        return Stream.iterate(first, each -> each.add(change))
                .map(each -> each.multiply(count.step()))
                .takeWhile(value -> value.compareTo(BigDecimal.valueOf(count.least())) >= 0
                        && value.compareTo(BigDecimal.valueOf(count.most())) <= 0)
                .<Fault>map(value -> new Fault.Counted(count, value))
                .toList();
    }

    /** Returns the record with the counts of tokens changed as the answers changed. */
    static ServerRecord following(ServerRecord counted, List<Trace> before, List<Trace> after) {
        var counts = new EnumMap<ServerCount, Long>(ServerCount.class);
        counts.putAll(counted.counts());
        counts.computeIfPresent(
                ServerCount.PROMPT_TOKENS,
                (which, count) -> count + sum(after, Usage::promptTokens) - sum(before, Usage::promptTokens));
        counts.computeIfPresent(
                ServerCount.OUTPUT_TOKENS,
                (which, count) -> count + sum(after, Usage::completionTokens) - sum(before, Usage::completionTokens));
        return with(counted, counts, counted.finished());
    }

    private static long sum(List<Trace> traces, ToLongFunction<Usage> tokens) {
        return traces.stream()
                .map(trace -> trace.transcript().usage())
                .filter(Objects::nonNull)
                .mapToLong(tokens)
                .sum();
    }

    /** Returns the record of a server that did not get these requests. */
    static ServerRecord without(ServerRecord counted, List<Trace> gone) {
        if (gone.isEmpty()) {
            return counted;
        }
        var fewer = following(counted, gone, List.of());
        var finished = new LinkedHashMap<>(counted.finished());
        finished.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .ifPresent(most -> finished.put(most.getKey(), Math.max(0, most.getValue() - gone.size())));
        var answers = (long) gone.size();
        var gaps = gone.stream()
                .map(trace -> trace.transcript().usage())
                .filter(Objects::nonNull)
                .mapToLong(usage -> Math.max(0, usage.completionTokens() - 1))
                .sum();
        return new ServerRecord(
                counted.scrapes(),
                counted.failed(),
                counted.unseen(),
                counted.busyBefore(),
                fewer.counts(),
                finished,
                fewer(counted.ttft(), answers),
                fewer(counted.itl(), gaps),
                counted.gauges());
    }

    /** Returns the times without so many of them, which were like the others. */
    private static @Nullable Histogram fewer(@Nullable Histogram times, long gone) {
        if (times == null || times.count() <= gone) {
            return null;
        }
        var left = (double) (times.count() - gone) / times.count();
        return new Histogram(
                times.count() - gone,
                times.sum() * left,
                times.buckets().stream()
                        .map(bucket -> new Histogram.Bucket(bucket.atMost(), Math.round(bucket.count() * left)))
                        .toList());
    }

    /** Returns times that are all longer by a factor. */
    static Histogram scaled(Histogram times, double longer) {
        return new Histogram(
                times.count(),
                times.sum() * longer,
                times.buckets().stream()
                        .map(bucket -> new Histogram.Bucket(bucket.atMost() * longer, bucket.count()))
                        .toList());
    }
}
