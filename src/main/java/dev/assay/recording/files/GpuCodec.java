package dev.assay.recording.files;

import dev.assay.recording.GpuRecord;
import dev.assay.recording.GpuRecord.Gpu;
import dev.assay.recording.GpuRecord.Other;
import dev.assay.recording.GpuRecord.Sample;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads the state of GPUs. A sample is an array of its values in the order of the record; null: not reported. */
final class GpuCodec implements SideRecordCodec<GpuRecord> {
    private static final int VALUES = 8;

    @Override
    public String key() {
        return "gpu";
    }

    @Override
    public Class<GpuRecord> type() {
        return GpuRecord.class;
    }

    @Override
    public void write(GpuRecord seen, ObjectNode json) {
        json.put("source", seen.source());
        json.put("own", seen.own());
        var others = json.putArray("others");
        for (var other : seen.others()) {
            others.addObject().put("program", other.program()).put("memory", other.memory());
        }
        var gpus = json.putArray("gpus");
        for (var gpu : seen.gpus()) {
            var one = gpus.addObject().put("name", gpu.name()).put("partitioned", gpu.partitioned());
            var samples = one.putArray("samples");
            gpu.samples().forEach(sample -> put(samples.addArray(), sample));
        }
    }

    private static void put(ArrayNode values, Sample sample) {
        values.add(sample.nanos())
                .add(sample.milliwatts())
                .add(sample.clock())
                .add(sample.memoryClock())
                .add(sample.celsius())
                .add(sample.busy())
                .add(sample.memory())
                .add(sample.reasons());
    }

    @Override
    public GpuRecord read(JsonLine line) {
        return new GpuRecord(
                line.text("source"),
                array(line, "gpus").valueStream().map(GpuCodec::gpu).toList(),
                line.count("own"),
                array(line, "others")
                        .valueStream()
                        .map(JsonLine::new)
                        .map(other -> new Other(
                                other.text("program"), number(other.json().path("memory"))))
                        .toList());
    }

    private static Gpu gpu(JsonNode json) {
        var line = new JsonLine(json);
        return new Gpu(
                line.text("name"),
                line.flag("partitioned"),
                array(line, "samples").valueStream().map(GpuCodec::sample).toList());
    }

    private static Sample sample(JsonNode json) {
        var nanos = json.size() == VALUES ? number(json.path(0)) : null;
        if (nanos == null) {
            throw new JsonLine.Damaged("a sample of a GPU must be " + VALUES
                    + " whole numbers, of which any but the first" + " may be null, found [" + json + "]");
        }
        return new Sample(
                nanos,
                number(json.path(1)),
                number(json.path(2)),
                number(json.path(3)),
                number(json.path(4)),
                number(json.path(5)),
                number(json.path(6)),
                number(json.path(7)));
    }

    private static JsonNode array(JsonLine line, String key) {
        var array = line.json().path(key);
        if (!array.isArray()) {
            throw new JsonLine.Damaged(
                    "'" + key + "' must be a list, found " + (line.json().has(key) ? "[" + array + "]" : "nothing"));
        }
        return array;
    }

    private static @Nullable Long number(JsonNode json) {
        if (json.isNull() || json.isMissingNode()) {
            return null;
        }
        if (!json.canConvertToExactIntegral() || !json.canConvertToLong()) {
            throw new JsonLine.Damaged("the values of a GPU must be whole numbers, found [" + json + "]");
        }
        return json.asLong();
    }
}
