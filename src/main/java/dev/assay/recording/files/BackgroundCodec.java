package dev.assay.recording.files;

import dev.assay.recording.BackgroundRecord;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads the load that kept the server busy during a test. */
final class BackgroundCodec implements SideRecordCodec<BackgroundRecord> {
    @Override
    public String key() {
        return "background";
    }

    @Override
    public Class<BackgroundRecord> type() {
        return BackgroundRecord.class;
    }

    @Override
    public void write(BackgroundRecord background, ObjectNode json) {
        json.put("test", background.test());
        json.put("in_flight", background.inFlight());
        var times = json.putArray("sent_ended");
        background.requests().forEach(request -> times.add(request.sent()).add(request.ended()));
        json.put("stopped", background.stopped());
        json.set("failures", JsonMapper.shared().valueToTree(background.failures()));
    }

    @Override
    public BackgroundRecord read(JsonLine json) {
        var times = json.pairs("sent_ended");
        return new BackgroundRecord(
                json.text("test"),
                json.count("in_flight"),
                IntStream.range(0, times.length / 2)
                        .mapToObj(i -> new BackgroundRecord.Request(times[2 * i], times[2 * i + 1]))
                        .toList(),
                json.count("stopped"),
                json.list("failures"));
    }
}
