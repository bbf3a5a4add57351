package dev.assay.recording.shards;

import dev.assay.recording.ClientDisturbance;
import dev.assay.recording.ClientOverhead;
import dev.assay.recording.ClientRecord;
import dev.assay.recording.ReadingDelays;
import dev.assay.recording.ReadingDelays.Pass;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The clients of several shards as one, so that what bounds the times of the one bounds the times of all. Each value is that of the shard where it is worst:
 * the mean over all requests lies between the means over the requests of each shard, whatever their weights are, which differ from figure to figure; and
 * no quantile of all values is beyond the largest of the shards' quantiles.
 */
final class JointClient {
    private JointClient() {}

    /** @param each at least one */
    static ClientRecord of(List<ClientRecord> each) {
        return new ClientRecord(
                overhead(each.stream().map(ClientRecord::overhead).toList()),
                disturbance(each.stream().map(ClientRecord::disturbance).toList()));
    }

    /** Of one client: so many in flight, shown by so many requests. */
    private static ClientOverhead overhead(List<ClientOverhead> each) {
        return new ClientOverhead(
                each.stream().mapToInt(ClientOverhead::inFlight).max().orElseThrow(),
                each.stream().mapToInt(ClientOverhead::requests).min().orElseThrow(),
                most(each, ClientOverhead::ttftMean),
                most(each, ClientOverhead::ttftP99),
                most(each, ClientOverhead::e2eMean),
                most(each, ClientOverhead::e2eP99),
                most(each, ClientOverhead::gapP99),
                most(each, ClientOverhead::serverP99),
                each.stream().mapToInt(ClientOverhead::loops).min().orElseThrow(),
                most(each, ClientOverhead::pace),
                usual(each.stream().map(ClientOverhead::reading).toList()));
    }

    /** What is usual is no bound: it is taken off the delays of a test. So here the smallest values count, and nothing is usual if a shard does not know it. */
    private static @Nullable ReadingDelays usual(List<@Nullable ReadingDelays> each) {
        var known = each.stream().flatMap(Stream::ofNullable).toList();
        return known.size() < each.size()
                ? null
                : new ReadingDelays(
                        known.stream().mapToLong(ReadingDelays::reads).sum(),
                        least(known, ReadingDelays::readShift),
                        least(known, ReadingDelays::instantShift),
                        least(known, ReadingDelays::lateMax),
                        List.of());
    }

    /** The passes of all: each kept only the requests of its own shard waiting. */
    private static @Nullable ReadingDelays during(List<@Nullable ReadingDelays> each) {
        var known = each.stream().flatMap(Stream::ofNullable).toList();
        return known.isEmpty()
                ? null
                : new ReadingDelays(
                        known.stream().mapToLong(ReadingDelays::reads).sum(),
                        most(known, ReadingDelays::readShift),
                        most(known, ReadingDelays::instantShift),
                        most(known, ReadingDelays::lateMax),
                        known.stream()
                                .flatMap(one -> one.longest().stream())
                                .sorted(Comparator.comparingLong(Pass::waited).reversed())
                                .limit(ClientDisturbance.KEPT)
                                .toList());
    }

    private static ClientDisturbance disturbance(List<ClientDisturbance> each) {
        var stolen = each.stream()
                .map(ClientDisturbance::stolenPpm)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max();
        return new ClientDisturbance(
                each.stream().mapToLong(ClientDisturbance::watched).min().orElseThrow(),
                most(each, ClientDisturbance::lagP99),
                longest(each),
                most(each, ClientDisturbance::lagShift),
                each.stream().mapToInt(ClientDisturbance::collections).sum(),
                most(each, ClientDisturbance::longestPause),
                stolen.isPresent() ? Long.valueOf(stolen.getAsLong()) : null,
                during(each.stream().map(ClientDisturbance::reading).toList()));
    }

    /**
     * Returns the longest delay of any shard, then the longest of their second longest ones, and so on. If the j longest delays of every shard are left
     * out, no delay that is left is longer than the one after the first j of these.
     */
    private static List<Long> longest(List<ClientDisturbance> each) {
        var most = each.stream().mapToInt(one -> one.longest().size()).max().orElseThrow();
        return IntStream.range(0, most)
                .mapToLong(place -> each.stream()
                        .filter(one -> place < one.longest().size())
                        .mapToLong(one -> one.longest().get(place))
                        .max()
                        .orElseThrow())
                .boxed()
                .toList();
    }

    private static <T> long least(List<T> each, ToLongFunction<T> value) {
        return each.stream().mapToLong(value).min().orElseThrow();
    }

    private static <T> long most(List<T> each, ToLongFunction<T> value) {
        return each.stream().mapToLong(value).max().orElseThrow();
    }
}
