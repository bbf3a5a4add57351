package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The gate beside other tools: what it writes for them, and what it reads of them. */
@ExtendWith(SmallRun.class)
@Tag("slow")
class ExchangeGateTest {
    @TempDir
    Path folder;

    private static Path samples(Path run) throws IOException {
        try (var files = Files.list(run.resolve("samples/smollm2-135m"))) {
            var all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    @Test
    void writesTheAnswersForOtherToolsAndWritesThemAgainFromTheTraces(GateRun run) throws IOException {
        GateRun.small(folder);
        var finished = SmallRun.copy(run, folder);
        var first = samples(folder.resolve(finished));
        assertThat(first.getFileName().toString())
                .matches("samples_first_light_v1_2026-11-2\\dT\\d\\d-\\d\\d-\\d\\d\\.\\d{6}\\.jsonl\\.gz");

        GateRun.in(folder, "run=" + finished);

        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            var again = samples(runs.sorted().toList().getLast());
            assertThat(again.getFileName()).isEqualTo(first.getFileName());
            assertThat(again).hasSameBinaryContentAs(first);
        }
    }

    @Test
    void comparesWithAnswersThatAnotherToolCollected(GateRun run) throws IOException {
        GateRun.small(folder);
        var finished = SmallRun.copy(run, folder);
        var file = folder.relativize(samples(folder.resolve(finished)));

        var beside = GateRun.in(folder, "run=" + finished, "against=" + file);

        assertThat(beside.console())
                .contains("[assay] compared with " + file + ":")
                .contains("[assay]   smollm2-135m c4: not compared, since that file has only answers to questions")
                .contains("[assay]   smollm2-135m first_light_v1: 10 of 10 questions here and in " + file
                        + " of lm-evaluation-harness (paired: 10 by id)")
                .anyMatch(line -> line.matches("\\[assay]     right by assay-.*  (\\d+/10)  \\1 +0\\.0 pp .*"));
    }

    @Test
    void refusesAFileThatAnswersNoneOfItsQuestions() throws IOException {
        GateRun.small(folder);
        Files.copy(
                Path.of("src/test/resources/dev/assay/tools/samples/samples_sums.jsonl"),
                folder.resolve("samples_sums.jsonl"));

        var refused = GateRun.in(folder, "against=samples_sums.jsonl");

        assertThat(refused.test("thresholds.yaml, evalsets and properties are valid")
                        .printed())
                .contains(
                        "samples_sums.jsonl:1:1: none of its 8 answers belongs to a question of first_light_v1: neither an id,"
                                + " a text nor every right answer in its order agrees (doc_id 0; doc_id 1; doc_id 2). Name the file of"
                                + " the same data set, or select the test that asks it.");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void showsWhichAnswersChangedBetweenTheRuns(GateRun run) throws IOException {
        GateRun.small(folder);
        var finished = SmallRun.copy(run, folder);
        GateRun.copy(folder.resolve(finished), folder.resolve("runs/20991231-000000-000"));

        var ledger = GateRun.in(folder, "ledger=true");

        assertThat(ledger.broken()).isNull();
        assertThat(ledger.with("failed")).isEmpty();
        assertThat(ledger.with("error")).isEmpty();
        assertThat(ledger.console())
                .contains(
                        "[assay] smollm2-135m first_light_v1: 10 questions in 1 measurement",
                        "[assay]   left out: 20991231-000000-000: it is a copy of another one")
                .anyMatch(line -> line.startsWith("[assay]   unstable 0, lost 0, gained 0, always right "));
        assertThat(folder.resolve("runs/flips.md")).content().startsWith("# How answers changed between runs\n");
        assertThat(folder.resolve("runs/flips.jsonl")).isEmptyFile();
    }

    @Test
    void refusesALedgerOfNoRuns() {
        GateRun.small(folder);

        assertThat(GateRun.in(folder, "ledger=true").console())
                .anyMatch(line ->
                        line.startsWith("[assay] command line: -Dassay.ledger shows how answers changed between the"
                                        + " runs in ")
                                && line.endsWith(
                                        "none of them has an answer to a question of this plan. Measure an evalset with"
                                                + " -Dassay.endpoint=URL, or select another deployment."));
    }
}
