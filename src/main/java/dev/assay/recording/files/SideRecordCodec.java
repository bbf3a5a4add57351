package dev.assay.recording.files;

import dev.assay.recording.BackgroundRecord;
import dev.assay.recording.ClientRecord;
import dev.assay.recording.GpuRecord;
import dev.assay.recording.MergedRecord;
import dev.assay.recording.ServerDeath;
import dev.assay.recording.ServerLogRecord;
import dev.assay.recording.ServerRecord;
import dev.assay.recording.ShardRecord;
import dev.assay.recording.SideRecord;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How one kind of side record is written as a line of a trace file, {@code {"KEY":{…}}}, and read from it.
 *
 * @param <T> the kind
 */
sealed interface SideRecordCodec<T extends SideRecord>
        permits BackgroundCodec,
                ClientCodec,
                GpuCodec,
                MergedCodec,
                ServerCodec,
                ServerLogCodec,
                ServerDeathCodec,
                ShardCodec {
    BackgroundCodec BACKGROUND = new BackgroundCodec();
    ClientCodec CLIENT = new ClientCodec();
    GpuCodec GPU = new GpuCodec();
    MergedCodec MERGED = new MergedCodec();
    ServerCodec SERVER = new ServerCodec();
    ServerLogCodec SERVER_LOG = new ServerLogCodec();
    ServerDeathCodec SERVER_DEATH = new ServerDeathCodec();
    ShardCodec SHARD = new ShardCodec();

    /** All codecs, in the order in which the records of one test are written. */
    List<SideRecordCodec<?>> ALL = List.of(BACKGROUND, CLIENT, GPU, MERGED, SERVER, SERVER_LOG, SERVER_DEATH, SHARD);

    /** Returns the key by which a line is known. */
    String key();

    /** Returns the kind of record. */
    Class<T> type();

    /** Writes a record into the object under the key. */
    void write(T record, ObjectNode json);

    /** Reads a record from the object under the key; throws {@link JsonLine.Damaged} if it is none. */
    T read(JsonLine json);

    /** Returns the line of a record. */
    static ObjectNode line(SideRecord record) {
        return switch (record) {
            case BackgroundRecord background -> line(BACKGROUND, background);
            case ClientRecord client -> line(CLIENT, client);
            case GpuRecord gpu -> line(GPU, gpu);
            case MergedRecord merged -> line(MERGED, merged);
            case ServerRecord server -> line(SERVER, server);
            case ServerLogRecord log -> line(SERVER_LOG, log);
            case ServerDeath death -> line(SERVER_DEATH, death);
            case ShardRecord shard -> line(SHARD, shard);
        };
    }

    private static <T extends SideRecord> ObjectNode line(SideRecordCodec<T> codec, T record) {
        var line = JsonMapper.shared().createObjectNode();
        codec.write(record, line.putObject(codec.key()));
        return line;
    }

    /** Returns the record of a line; empty if the line holds none. */
    static Optional<SideRecord> in(JsonLine line) {
        return ALL.stream()
                .filter(codec -> line.json().has(codec.key()))
                .findFirst()
                .map(codec -> codec.read(line.object(codec.key())));
    }
}
