package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Shards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The run of a small gate, split by hand into four shards whose clocks began at different times, and merged. */
@ExtendWith(SmallRun.class)
@Tag("slow")
class MergeGateTest {
    private static final String LOAD = "smollm2-135m c4";
    private static final String EVALSET = "smollm2-135m first_light_v1";
    private static final Path TRACES = Path.of("traces/smollm2-135m/c4.jsonl");
    private static final Path ANSWERS = Path.of("traces/smollm2-135m/first_light_v1.jsonl");
    private static final long SECOND = 1_000_000_000;

    @TempDir
    Path folder;

    private String whole = "";
    private List<Path> shards = List.of();

    @BeforeEach
    void split(GateRun made) {
        GateRun.small(folder);
        whole = SmallRun.copy(made, folder);
        shards = Shards.split(folder.resolve(whole), folder.resolve("shards"), SECOND, 0, 250_000_000, 7);
    }

    private GateRun merge() {
        return GateRun.in(folder, "merge=shards/joint-*");
    }

    /** Returns the tests of a result, without the audits that only shards have. */
    private static JsonNode tests(GateRun run) {
        var rows = JsonMapper.shared().readTree(run.result()).get("rows");
        for (var row : rows) {
            if (row.get("audits") instanceof ArrayNode audits) {
                audits.removeIf(audit -> audit.get("audit").asString().startsWith("shards"));
            }
        }
        return rows;
    }

    private Path merged() throws IOException {
        try (var runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(run -> run.toString().endsWith("-merged"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void givesEveryFigureAndVerdictOfTheUnsplitRun() {
        var unsplit = GateRun.in(folder, "run=" + whole);

        var run = merge();

        assertThat(run.broken()).isNull();
        assertThat(run.with("failed")).isEmpty();
        assertThat(run.with("error")).isEmpty();
        assertThat(tests(run)).isEqualTo(tests(unsplit));
        assertThat(run.result())
                .contains("merged from 4 shards: joint-1 with 10 requests")
                .contains("run joint, merged from 4 shards");
        assertThat(run.lastLine()).contains("run joint, merged from 4 shards");
    }

    @Test
    void leavesADirectoryThatIsJudgedAgainWithTheSameResult() throws IOException {
        var first = merge();
        var directory = merged();

        var again = GateRun.in(folder, "run=runs/" + directory.getFileName());

        assertThat(tests(again)).isEqualTo(tests(first));
        assertThat(directory.resolve("environment.json"))
                .content()
                .contains("\"shards\" : \"run joint, merged from 4 shards\"");
        assertThat(folder.resolve("runs/history.csv")).content().contains(String.valueOf(directory.getFileName()));
    }

    @Test
    void addsNothingToTheHistoryWhenItIsMergedAgain() throws IOException {
        merge();
        var history = Files.readString(folder.resolve("runs/history.csv"));

        var again = merge();

        assertThat(folder.resolve("runs/history.csv")).hasContent(history);
        assertThat(again.console())
                .anyMatch(line -> line.contains("0 lines added; a test that it has already is not added again"));
    }

    @Test
    void isPartialAndUnmeasuredWhereAShardIsMissing() throws IOException {
        var run = GateRun.in(folder, "merge=" + shards.get(0) + "," + shards.get(1) + "," + shards.get(3));

        assertThat(run.with("passed")).doesNotContain(LOAD);
        assertThat(run.test(LOAD).message())
                .startsWith("UNMEASURED smollm2-135m c4: shard 3 of 4 is missing, and nothing is known of its requests."
                        + " Name its run directory too; if it has none, continue all shards with -Dassay.shard,");
        assertThat(run.test(EVALSET + " accuracy").message()).contains("shard 3 of 4 is missing");
        assertThat(run.console()).anyMatch(line -> line.contains("PARTIAL run "));
        assertThat(GateRun.in(folder, "run=runs/" + merged().getFileName()).console())
                .anyMatch(line -> line.contains("PARTIAL run "));
    }

    @Test
    void namesTheShardThatWasKilledAndIsWholeAfterThat() throws IOException {
        var file = shards.get(2).resolve(TRACES);
        var before = Files.readString(file);
        Shards.kill(file, 6);

        var killed = merge();

        assertThat(killed.test(LOAD).message())
                .startsWith("UNMEASURED smollm2-135m c4: shard 3 of 4 (joint-3) was ended in the middle of this test,"
                        + " or still runs. If it has ended, continue all shards with -Dassay.shard,");
        assertThat(killed.with("passed")).contains(EVALSET + " accuracy");

        Files.writeString(file, before);
        assertThat(GateRun.in(folder, "merge=shards/joint-*").with("passed")).contains(LOAD);
    }

    /** Shard 1 has measured the protocol; shard 3 is in the middle of the load test; no shard has begun the evalset. */
    @Test
    void addsNoLineToTheHistoryAsLongAsAShardRuns() throws IOException {
        var history = folder.resolve("runs/history.csv");
        var file = shards.get(2).resolve(TRACES);
        var before = Files.readString(file);
        Shards.kill(file, 6);
        for (var shard : shards) {
            Files.move(shard.resolve(ANSWERS), shard.resolve("later"));
        }

        var running = merge();

        assertThat(running.console())
                .contains("[assay] history: " + history + ", no line for " + EVALSET + ", " + LOAD
                        + ", because not all shards have measured them to their ends. Merge again when they have");
        assertThat(tests(history)).containsExactly("smollm2-135m protocol");
        GateRun.in(folder, "trends=runs");
        assertThat(folder.resolve("runs/trends.html")).content().containsOnlyOnce("-merged</th>");

        Files.writeString(file, before);
        for (var shard : shards) {
            Files.move(shard.resolve("later"), shard.resolve(ANSWERS));
        }
        merge();

        assertThat(tests(history)).containsExactly("smollm2-135m protocol", EVALSET, LOAD);
    }

    private static List<String> tests(Path history) throws IOException {
        return Files.readAllLines(history).stream()
                .skip(1)
                .map(line -> line.split(",", -1)[1])
                .toList();
    }

    @Test
    void judgesOnlyTimesOfRequestsWhereAClockIsNotKnown() {
        Shards.forgetClock(shards.get(1).resolve(TRACES));
        Shards.forgetClock(shards.get(1).resolve(ANSWERS));

        var run = merge();

        assertThat(run.with("passed")).contains(EVALSET + " accuracy", EVALSET + " truncated");
        var test = run.test(LOAD);
        assertThat(test.status()).isEqualTo("error");
        assertThat(test.message())
                .startsWith("UNMEASURED smollm2-135m c4: nobody knows how far the clock of shard 2 is from those of the"
                        + " others (the shared directory gave no time). So figures over the time of all shards together are"
                        + " not known. 1 of 4 limits not judged; see the traces.");
    }

    @Test
    void doesNotPassWhereAShardMeasuredLater() {
        Shards.change(shards.get(3).resolve(TRACES), line -> {
            var shard = line.get("shard");
            return shard == null
                    ? line
                    : line.set("shard", ((ObjectNode) shard).put("zero", Shards.ZERO + 3_600 * SECOND));
        });

        assertThat(merge().test(LOAD).message())
                .startsWith("UNMEASURED smollm2-135m c4: ")
                .contains("in flight");
    }

    @Test
    void judgesNothingOfDirectoriesThatAreNoShards() {
        assertThat(GateRun.in(folder, "merge=" + whole)
                        .test("thresholds.yaml, evalsets and properties are valid")
                        .message())
                .isEqualTo("command line: -Dassay.merge is a list of run directories of shards, such as"
                        + " runs/20261121-210400-000-shard1,runs/20261121-210400-000-shard2 or runs/*-shard*, or a folder"
                        + " that has them, found [" + whole
                        + "], where no directory has a shard.json: what was measured without -Dassay.shard is judged with"
                        + " -Dassay.run.");
    }
}
