package dev.assay.recording.files;

import dev.assay.recording.ShardRecord;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads which part of a test a recording holds. */
final class ShardCodec implements SideRecordCodec<ShardRecord> {
    @Override
    public String key() {
        return "shard";
    }

    @Override
    public Class<ShardRecord> type() {
        return ShardRecord.class;
    }

    @Override
    public void write(ShardRecord shard, ObjectNode json) {
        json.put("shard", shard.shard())
                .put("of", shard.of())
                .put("sharing", shard.sharing())
                .put("run", shard.run());
        if (shard.zero() != null) {
            json.put("zero", shard.zero()).put("within", shard.within());
        }
        json.put("begun", shard.begun());
        if (!shard.lost().isEmpty()) {
            var lost = json.putArray("lost");
            shard.lost().forEach(lost::add);
        }
    }

    @Override
    public ShardRecord read(JsonLine json) {
        try {
            return new ShardRecord(
                    json.count("shard"),
                    json.count("of"),
                    json.count("sharing"),
                    json.text("run"),
                    json.optionalWhole("zero"),
                    json.optionalWhole("within"),
                    json.whole("begun"),
                    json.json().has("lost")
                            ? json.wholes("lost").stream().map(Math::toIntExact).toList()
                            : List.of());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new JsonLine.Damaged("'shard' contradicts itself: " + e.getMessage());
        }
    }
}
