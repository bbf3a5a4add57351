package dev.assay.recording.files;

import dev.assay.recording.MergedRecord;
import dev.assay.recording.MergedRecord.Fault;
import dev.assay.recording.MergedRecord.Part;
import dev.assay.recording.MergedRecord.Sent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads which shards were merged. */
final class MergedCodec implements SideRecordCodec<MergedRecord> {
    @Override
    public String key() {
        return "merged";
    }

    @Override
    public Class<MergedRecord> type() {
        return MergedRecord.class;
    }

    @Override
    public void write(MergedRecord merged, ObjectNode json) {
        json.put("run", merged.run()).put("of", merged.of()).put("sharing", merged.sharing());
        var shards = json.putArray("shards");
        merged.parts().forEach(part -> write(part, shards.addObject()));
    }

    private static void write(Part part, ObjectNode json) {
        json.put("shard", part.shard()).put("directory", part.directory());
        put("zero", part.zero(), json);
        put("within", part.within(), json);
        put("begun", part.begun(), json);
        json.put("requests", part.requests()).put("in_flight", part.inFlight());
        if (part.sent() != null) {
            json.putArray("sent")
                    .add(part.sent().first())
                    .add(part.sent().last())
                    .add(part.sent().ended());
        }
        if (part.fault() != null) {
            json.put("fault", part.fault().name().toLowerCase(Locale.ROOT));
        }
        if (!part.lost().isEmpty()) {
            part.lost().forEach(json.putArray("lost")::add);
        }
    }

    private static void put(String key, @Nullable Long value, ObjectNode json) {
        if (value != null) {
            json.put(key, value);
        }
    }

    @Override
    public MergedRecord read(JsonLine json) {
        return new MergedRecord(
                json.text("run"),
                json.count("of"),
                json.count("sharing"),
                json.objects("shards").stream().map(MergedCodec::part).toList());
    }

    private static Part part(JsonLine json) {
        return new Part(
                json.count("shard"),
                json.text("directory"),
                json.optionalWhole("zero"),
                json.optionalWhole("within"),
                json.optionalWhole("begun"),
                json.count("requests"),
                json.count("in_flight"),
                sent(json),
                json.json().has("fault") ? json.constant("fault", Fault.class) : null,
                json.json().has("lost")
                        ? json.wholes("lost").stream().map(Long::intValue).toList()
                        : List.of());
    }

    private static @Nullable Sent sent(JsonLine json) {
        if (!json.json().has("sent")) {
            return null;
        }
        var times = json.wholes("sent");
        if (times.size() != 3) {
            throw new JsonLine.Damaged("'sent' must be three times, found " + times);
        }
        return new Sent(times.get(0), times.get(1), times.get(2));
    }
}
