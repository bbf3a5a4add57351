package dev.assay.recording.files;

import dev.assay.recording.ClientDisturbance;
import dev.assay.recording.ClientOverhead;
import dev.assay.recording.ClientRecord;
import dev.assay.recording.ReadingDelays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads what is known about the client that measured a test. */
final class ClientCodec implements SideRecordCodec<ClientRecord> {
    private static final String READING = "reading";

    @Override
    public String key() {
        return "client";
    }

    @Override
    public Class<ClientRecord> type() {
        return ClientRecord.class;
    }

    @Override
    public void write(ClientRecord client, ObjectNode json) {
        write(client.overhead(), json.putObject("overhead"));
        write(client.disturbance(), json.putObject("meanwhile"));
    }

    private static void write(ClientOverhead overhead, ObjectNode json) {
        json.put("in_flight", overhead.inFlight())
                .put("requests", overhead.requests())
                .put("ttft_mean", overhead.ttftMean())
                .put("ttft_p99", overhead.ttftP99())
                .put("e2e_mean", overhead.e2eMean())
                .put("e2e_p99", overhead.e2eP99())
                .put("gap_p99", overhead.gapP99())
                .put("server_p99", overhead.serverP99());
        if (overhead.loops() > 0) {
            json.put("loops", overhead.loops()).put("pace", overhead.pace());
        }
        write(overhead.reading(), json);
    }

    private static void write(ClientDisturbance disturbance, ObjectNode json) {
        json.put("watched", disturbance.watched()).put("lag_p99", disturbance.lagP99());
        var longest = json.putArray("longest");
        disturbance.longest().forEach(longest::add);
        json.put("lag_shift", disturbance.lagShift())
                .put("collections", disturbance.collections())
                .put("longest_pause", disturbance.longestPause());
        if (disturbance.stolenPpm() != null) {
            json.put("stolen_ppm", disturbance.stolenPpm());
        }
        write(disturbance.reading(), json);
    }

    private static void write(@Nullable ReadingDelays reading, ObjectNode parent) {
        if (reading == null) {
            return;
        }
        var json = parent.putObject(READING)
                .put("reads", reading.reads())
                .put("read_shift", reading.readShift())
                .put("instant_shift", reading.instantShift())
                .put("late_max", reading.lateMax());
        // Pairs: the wait of a pass, and how many sockets it read.
        var longest = json.putArray("longest");
        reading.longest().forEach(pass -> longest.add(pass.waited()).add(pass.reads()));
    }

    @Override
    public ClientRecord read(JsonLine json) {
        return new ClientRecord(overhead(json.object("overhead")), disturbance(json.object("meanwhile")));
    }

    private static ClientOverhead overhead(JsonLine json) {
        return new ClientOverhead(
                json.count("in_flight"),
                json.count("requests"),
                json.whole("ttft_mean"),
                json.whole("ttft_p99"),
                json.whole("e2e_mean"),
                json.whole("e2e_p99"),
                json.whole("gap_p99"),
                json.whole("server_p99"),
                json.count("loops", 0),
                json.count("pace", 0),
                reading(json.optionalObject(READING)));
    }

    private static ClientDisturbance disturbance(JsonLine json) {
        return new ClientDisturbance(
                json.whole("watched"),
                json.whole("lag_p99"),
                json.wholes("longest"),
                json.whole("lag_shift"),
                json.count("collections"),
                json.whole("longest_pause"),
                json.optionalWhole("stolen_ppm"),
                reading(json.optionalObject(READING)));
    }

    private static @Nullable ReadingDelays reading(@Nullable JsonLine json) {
        if (json == null) {
            return null;
        }
        var pairs = json.pairs("longest");
        return new ReadingDelays(
                json.whole("reads"),
                json.whole("read_shift"),
                json.whole("instant_shift"),
                json.whole("late_max"),
                IntStream.range(0, pairs.length / 2)
                        .mapToObj(i -> new ReadingDelays.Pass(pairs[2 * i], pairs[2 * i + 1]))
                        .toList());
    }
}
