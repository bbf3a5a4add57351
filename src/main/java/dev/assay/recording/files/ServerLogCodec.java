package dev.assay.recording.files;

import dev.assay.recording.ServerLogRecord;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads what the server's log showed. */
final class ServerLogCodec implements SideRecordCodec<ServerLogRecord> {
    @Override
    public String key() {
        return "server_log";
    }

    @Override
    public Class<ServerLogRecord> type() {
        return ServerLogRecord.class;
    }

    @Override
    public void write(ServerLogRecord log, ObjectNode json) {
        json.put("file", log.file());
        if (log.unread() != null) {
            json.put("unread", log.unread());
        }
        var seen = json.putArray("seen");
        for (var each : log.seen()) {
            seen.addObject()
                    .put("pattern", each.pattern())
                    .put("line", each.line())
                    .put("text", each.text());
        }
    }

    @Override
    public ServerLogRecord read(JsonLine json) {
        return new ServerLogRecord(
                json.text("file"),
                json.optionalText("unread"),
                json.objects("seen").stream()
                        .map(each ->
                                new ServerLogRecord.Seen(each.text("pattern"), each.count("line"), each.text("text")))
                        .toList());
    }
}
