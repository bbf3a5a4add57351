package dev.assay.run.merging;

import dev.assay.input.Problem;
import dev.assay.recording.MergedRecord;
import dev.assay.recording.MergedRecord.Fault;
import dev.assay.recording.Recording.Header;
import dev.assay.recording.RequestedTokens;
import dev.assay.recording.ShardRecord;
import dev.assay.recording.files.MergedFile;
import dev.assay.recording.files.ShardTraceFile;
import dev.assay.recording.shards.JointClock;
import dev.assay.recording.shards.JointRecords;
import dev.assay.run.merging.ShardRuns.ShardRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One repeat of a test, as the shards measured it.
 *
 * @param runs all shards that are merged
 * @param name of the file of its traces, below {@code traces/}
 * @param parts the traces of the shards that have any, in the order of their numbers; at least one
 */
record SplitTest(ShardRuns runs, Path name, List<Part> parts) {
    /** The traces of one shard. */
    record Part(ShardRun run, ShardTraceFile traces) {
        Optional<ShardRecord> shard() {
            return traces.sideRecords().of(ShardRecord.class);
        }

        JointClock.Known clock() {
            var shard = shard();
            var sent = traces.sent(0);
            return new JointClock.Known(
                    shard.map(ShardRecord::zero).orElse(null),
                    shard.map(ShardRecord::begun).orElse(null),
                    sent == null ? null : Long.valueOf(sent.first()));
        }
    }

    /** Facts of a server that differ without saying that it is another one. */
    private static final Set<String> OF_A_SHARD = Set.of(Header.STARTUP);

    /** Returns why these traces are not of one test. */
    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        var first = parts.getFirst();
        for (var part : parts.subList(1, parts.size())) {
            difference(first.traces.header(), part.traces.header())
                    .ifPresent(what -> problems.add(ShardRuns.problem("[" + first.run.directory() + "] and ["
                            + part.run.directory() + "] measured something else as " + name + ": " + what
                            + ". Let all shards measure one server by one plan.")));
        }
        var owners = new HashMap<String, ShardRun>();
        for (var part : parts) {
            for (var line : part.traces.lines()) {
                var owner = owners.putIfAbsent(line.id(), part.run);
                if (owner != null) {
                    problems.add(ShardRuns.problem("[" + owner.directory() + "] and [" + part.run.directory()
                            + "] both have request " + line.id() + " of " + name
                            + ". One of them was measured as another shard: measure it again."));
                    return problems;
                }
            }
        }
        if (parts.stream()
                        .flatMap(part -> part.shard().stream())
                        .map(ShardRecord::sharing)
                        .distinct()
                        .count()
                > 1) {
            problems.add(ShardRuns.problem(
                    "the shards do not agree on how many of them share " + name + ". Measure it again with one plan."));
        }
        return problems;
    }

    private static Optional<String> difference(Header one, Header other) {
        if (!one.deployment().equals(other.deployment()) || !one.test().equals(other.test())) {
            return Optional.of("test [" + one.deployment() + " " + one.test() + "] and [" + other.deployment() + " "
                    + other.test() + "]");
        }
        if (one.provenance() != other.provenance()) {
            return Optional.of("traces that are " + one.provenance() + " and " + other.provenance());
        }
        if (one.seed() != other.seed()) {
            return Optional.of("seed [" + one.seed() + "] and [" + other.seed() + "]");
        }
        return one.difference(other.plan())
                .or(() -> one.server().entrySet().stream()
                        .filter(fact -> !OF_A_SHARD.contains(fact.getKey()))
                        .filter(fact -> !other.server()
                                .getOrDefault(fact.getKey(), fact.getValue())
                                .equals(fact.getValue()))
                        .findFirst()
                        .map(fact -> "the server's " + fact.getKey() + " [" + fact.getValue() + "] and ["
                                + other.server().get(fact.getKey()) + "]"));
    }

    /** Writes the traces of all shards as those of one. */
    void write(Path target) {
        var later = JointClock.later(parts.stream().map(Part::clock).toList());
        var files = new ArrayList<MergedFile.Part>();
        var records = new ArrayList<JointRecords.Part>();
        for (var i = 0; i < parts.size(); i++) {
            files.add(new MergedFile.Part(parts.get(i).traces, later.get(i)));
            records.add(new JointRecords.Part(parts.get(i).traces.sideRecords(), later.get(i)));
        }
        var joint = JointRecords.of(records).with(merged(later));
        MergedFile.write(target, header(later), files, joint);
    }

    private MergedRecord merged(List<Long> later) {
        var each = new ArrayList<MergedRecord.Part>();
        for (var i = 0; i < parts.size(); i++) {
            each.add(part(parts.get(i), later.get(i)));
        }
        var sharing = sharing();
        runs.shards().stream()
                .filter(run -> run.facts().shard() <= sharing)
                .filter(run -> parts.stream().noneMatch(part -> part.run.equals(run)))
                .map(run -> new MergedRecord.Part(
                        run.facts().shard(), run.name(), null, null, null, 0, 0, null, Fault.NOT_BEGUN, List.of()))
                .forEach(each::add);
        return new MergedRecord(runs.common().run(), runs.common().of(), sharing, each);
    }

    private static MergedRecord.Part part(Part part, long later) {
        var shard = part.shard();
        return new MergedRecord.Part(
                part.run.facts().shard(),
                part.run.name(),
                shard.map(ShardRecord::zero).orElse(null),
                shard.map(ShardRecord::within).orElse(null),
                shard.map(each -> each.begun() + later).orElse(null),
                part.traces.requests(),
                part.traces.inFlight(),
                part.traces.sent(later),
                part.traces.fault(),
                shard.map(ShardRecord::lost).orElse(List.of()));
    }

    /** Without a word from a shard, a test that only the first has is one that is not split: a protocol, or texts. */
    private int sharing() {
        return parts.stream()
                .flatMap(part -> part.shard().stream())
                .map(ShardRecord::sharing)
                .findFirst()
                .orElseGet(
                        () -> parts.size() == 1 && parts.getFirst().run.facts().shard() == 1
                                ? 1
                                : runs.common().of());
    }

    /** The test began when the first shard did. */
    private Header header(List<Long> later) {
        var first = parts.get(later.indexOf(0L)).traces.header();
        var asked = new LinkedHashMap<String, RequestedTokens>();
        var server = new LinkedHashMap<String, String>();
        for (var part : parts) {
            asked.putAll(part.traces.header().asked());
            part.traces.header().server().forEach(server::putIfAbsent);
        }
        return new Header(
                first.deployment(),
                first.test(),
                first.provenance(),
                first.started(),
                first.seed(),
                first.plan(),
                server,
                asked);
    }
}
