package dev.assay.recording.shards;

import dev.assay.recording.BackgroundRecord;
import dev.assay.recording.ClientRecord;
import dev.assay.recording.GaugeSummary;
import dev.assay.recording.GpuRecord;
import dev.assay.recording.ServerDeath;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerLogRecord;
import dev.assay.recording.ServerRecord;
import dev.assay.recording.SideRecord;
import dev.assay.recording.SideRecords;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/**
 * What several shards recorded beside the requests of one test, as one. The client is {@link JointClient}, the load in the background that of all shards.
 * What a shard saw of the server is that of the first which saw it.
 */
public final class JointRecords {
    private JointRecords() {}

    /**
     * What one shard recorded.
     *
     * @param later how many nanoseconds later its times are on the one clock
     */
    public record Part(SideRecords records, long later) {}

    /** Returns the records of all shards, in the order of their numbers. */
    public static SideRecords of(List<Part> parts) {
        var joint = SideRecords.NONE;
        for (var record : List.<Optional<? extends SideRecord>>of(
                background(parts),
                client(parts),
                first(parts, GpuRecord.class).map(seen -> seen.record.moved(nanos -> nanos + seen.later)),
                first(parts, ServerRecord.class).map(seen -> later(seen.record, seen.later)),
                first(parts, ServerLogRecord.class).map(Seen::record),
                first(parts, ServerDeath.class).map(Seen::record))) {
            if (record.isPresent()) {
                joint = joint.with(record.get());
            }
        }
        return joint;
    }

    /** A record, and how much later its times are on the one clock. */
    private record Seen<T>(T record, long later) {}

    private static <T extends SideRecord> List<Seen<T>> all(List<Part> parts, Class<T> kind) {
        return parts.stream()
                .flatMap(part -> part.records.of(kind).stream().map(record -> new Seen<>(record, part.later)))
                .toList();
    }

    private static <T extends SideRecord> Optional<Seen<T>> first(List<Part> parts, Class<T> kind) {
        return all(parts, kind).stream().findFirst();
    }

    private static Optional<ClientRecord> client(List<Part> parts) {
        var each = all(parts, ClientRecord.class);
        return each.isEmpty()
                ? Optional.empty()
                : Optional.of(JointClient.of(each.stream().map(Seen::record).toList()));
    }

    private static Optional<BackgroundRecord> background(List<Part> parts) {
        var each = all(parts, BackgroundRecord.class);
        return each.isEmpty()
                ? Optional.empty()
                : Optional.of(new BackgroundRecord(
                        each.getFirst().record.test(),
                        each.stream().mapToInt(seen -> seen.record.inFlight()).sum(),
                        each.stream()
                                .flatMap(seen -> seen.record.requests().stream()
                                        .map(request -> new BackgroundRecord.Request(
                                                request.sent() + seen.later, request.ended() + seen.later)))
                                .sorted(Comparator.comparingLong(BackgroundRecord.Request::ended))
                                .toList(),
                        each.stream().mapToInt(seen -> seen.record.stopped()).sum(),
                        each.stream()
                                .flatMap(seen -> seen.record.failures().stream())
                                .toList()));
    }

    private static ServerRecord later(ServerRecord seen, long later) {
        var gauges = new EnumMap<ServerGauge, GaugeSummary>(ServerGauge.class);
        seen.gauges().forEach((gauge, values) -> gauges.put(gauge, later(values, later)));
        return new ServerRecord(
                seen.scrapes(),
                seen.failed(),
                seen.unseen(),
                seen.busyBefore(),
                seen.counts(),
                seen.finished(),
                seen.ttft(),
                seen.itl(),
                gauges);
    }

    private static GaugeSummary later(GaugeSummary values, long later) {
        return new GaugeSummary(
                values.mean(),
                values.max(),
                values.samples(),
                values.readings().stream()
                        .map(reading -> new GaugeSummary.Reading(reading.nanos() + later, reading.value()))
                        .toList());
    }
}
