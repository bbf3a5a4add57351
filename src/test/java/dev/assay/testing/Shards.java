package dev.assay.testing;

import dev.assay.recording.ShardFacts;
import dev.assay.recording.files.ShardFile;
import dev.assay.recording.files.TraceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Splits the traces of a finished run by hand, as if several processes had measured it. */
public final class Shards {
    /** The zero of the unsplit run's clock, in nanoseconds since 1970. */
    public static final long ZERO = 1_795_982_400_000_000_000L;

    public static final String JOINT = "joint";
    private static final Set<String> UNSPLIT = Set.of("protocol.jsonl", "plain_texts_v1.jsonl");
    private static final JsonMapper JSON = JsonMapper.shared();

    private Shards() {}

    /** Returns the facts of one of several shards. */
    public static ShardFacts facts(int shard, int of) {
        return new ShardFacts(shard, of, JOINT, 4711, "ab12", "1.0");
    }

    /**
     * Writes the directories {@code joint-1}, {@code joint-2} and so on, and returns them.
     *
     * @param folder where they are written
     * @param later how many nanoseconds after the clock of the run each shard's clock began; as many as there are shards
     */
    public static List<Path> split(Path run, Path folder, long... later) {
        var shards = new ArrayList<Path>();
        for (var i = 0; i < later.length; i++) {
            shards.add(folder.resolve(JOINT + "-" + (i + 1)));
            write(run, shards.getLast(), i + 1, later);
        }
        return shards;
    }

    private static void write(Path run, Path shard, int number, long... later) {
        ShardFile.write(shard.resolve(ShardFile.NAME), facts(number, later.length));
        try (Stream<Path> files = Files.walk(run)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
                var name = run.relativize(file);
                if (!name.startsWith("traces")) {
                    continue;
                }
                if (!UNSPLIT.contains(String.valueOf(name.getFileName()))) {
                    part(file, shard.resolve(name), number, later);
                } else if (number == 1) {
                    Files.createDirectories(shard.resolve(name).getParent());
                    Files.copy(file, shard.resolve(name));
                    Files.copy(TraceFile.bodies(file), TraceFile.bodies(shard.resolve(name)));
                }
            }
            for (var name : List.of("plan.json", "environment.json")) {
                if (Files.exists(run.resolve(name))) {
                    Files.copy(run.resolve(name), shard.resolve(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the lines of every n-th request, with the times of the shard's clock. */
    private static void part(Path file, Path target, int number, long... later) throws IOException {
        var lines = Files.readAllLines(file);
        var ids = lines.stream()
                .map(JSON::readTree)
                .filter(line -> line.has("id"))
                .map(line -> line.get("id").asString())
                .sorted()
                .toList();
        var bodies = Files.readAllBytes(TraceFile.bodies(file));
        var kept = new ByteArrayOutputStream();
        var written = new ArrayList<String>();
        var requests = 0;
        for (var text : lines) {
            var line = (ObjectNode) JSON.readTree(text);
            if (!line.has("id")) {
                if (!line.has("end")) {
                    written.add(text);
                }
            } else if (ids.indexOf(line.get("id").asString()) % later.length == number - 1) {
                var at = line.get("payload").get(0).asInt();
                var length = line.get("payload").get(1).asInt();
                line.putArray("payload").add(kept.size()).add(length);
                kept.write(bodies, at, length);
                written.add(earlier(line, later[number - 1]).toString());
                requests++;
            }
        }
        var shard = JSON.createObjectNode();
        shard.putObject("shard")
                .put("shard", number)
                .put("of", later.length)
                .put("sharing", later.length)
                .put("run", JOINT)
                .put("zero", ZERO + later[number - 1])
                .put("within", 0)
                .put("begun", -later[number - 1]);
        written.add(shard.toString());
        written.add("{\"end\":{\"requests\":" + requests + "}}");
        Files.createDirectories(target.getParent());
        Files.writeString(target, String.join("\n", written) + "\n");
        Files.write(TraceFile.bodies(target), kept.toByteArray());
    }

    private static ObjectNode earlier(ObjectNode line, long by) {
        for (var key : List.of("scheduled", "sent", "resent", "ended")) {
            if (line.has(key)) {
                line.put(key, line.get(key).asLong() - by);
            }
        }
        if (line.get("head") instanceof ObjectNode head) {
            head.put("at", head.get("at").asLong() - by);
        }
        return line;
    }

    /** Changes the lines of a file of traces, each as JSON. */
    public static void change(Path file, UnaryOperator<ObjectNode> change) {
        try {
            var lines = new ArrayList<String>();
            for (var line : Files.readAllLines(file)) {
                lines.add(change.apply((ObjectNode) JSON.readTree(line)).toString());
            }
            Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes away what a shard knows of the other clocks. */
    public static void forgetClock(Path file) {
        change(file, line -> {
            if (line.get("shard") instanceof ObjectNode shard) {
                shard.remove(List.of("zero", "within"));
            }
            return line;
        });
    }

    /** Leaves the header and so many requests, as a shard that is killed does. */
    public static void kill(Path file, int requests) {
        try {
            var lines = Files.readAllLines(file);
            Files.writeString(file, String.join("\n", lines.subList(0, 1 + requests)) + "\n{\"id\":\"c4");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the lines of requests of a file, without the places of their bodies. */
    public static List<JsonNode> requests(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .<JsonNode>map(JSON::readTree)
                    .filter(line -> line.has("id"))
                    .peek(line -> ((ObjectNode) line).remove("payload"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
