package dev.assay.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.suite.GateRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Results of other tools, imported as a person does it. */
@Tag("slow")
class ResultImportGateTest {
    private static final Path RESULTS = Path.of("src/test/resources/client-results");

    @TempDir
    private Path folder;

    private JsonNode result() throws IOException {
        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            return JsonMapper.shared()
                    .readTree(Files.readString(runs.findFirst().orElseThrow().resolve("result.json")));
        }
    }

    @Test
    void readsAFolderAndJudgesNothing() throws IOException {
        GateRun.copy(RESULTS, folder.resolve("results"));

        var run = GateRun.in(folder, "import=results");

        assertThat(run.broken()).isNull();
        assertThat(run.tests()).hasSize(2 + 12);
        assertThat(run.tests().values()).extracting(GateRun.Outcome::status).doesNotContain("error", "failed");
        assertThat(run.console())
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "[assay] imported vllm-bench/c4-a.json: mean_ttft_ms 145.501 ms, mean_e2el_ms 1459.173 ms,"
                                        + " mean_tpot_ms 42.377 ms,"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("[assay] files without a result: NOTICE, ")
                        .contains(", aiperf/profile_export_aiperf.csv"));
        assertThat(run.console().getLast())
                .endsWith(": 12 imported. Nothing was judged: limits apply only to requests that Assay sent.");
        assertThat(result().path("imported").size()).isEqualTo(12);
    }

    @Test
    void setsARunOfOursBesideThem() throws IOException {
        GateRun.small(folder);
        assertThat(GateRun.in(folder).broken()).isNull();
        Path ours;
        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            ours = runs.findFirst().orElseThrow();
        }
        Files.copy(RESULTS.resolve("vllm-bench/c4-a.json"), folder.resolve("theirs.json"));

        var run = GateRun.in(folder, "import=theirs.json", "run=" + folder.relativize(ours));

        assertThat(run.console())
                .contains(
                        "[assay] theirs.json compared with smollm2-135m c4, both by the definitions of vllm bench serve:")
                .anySatisfy(
                        line -> assertThat(line)
                                .matches(
                                        "\\[assay] +mean_ttft_ms +theirs +145\\.501 ms +ours +[0-9.]+ ms +ours / theirs [0-9.]+"));
    }

    @Test
    void whereNothingIsAlikeNothingIsCompared() throws IOException {
        GateRun.small(folder);
        assertThat(GateRun.in(folder).broken()).isNull();
        Path ours;
        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            ours = runs.findFirst().orElseThrow();
        }
        Files.copy(RESULTS.resolve("vllm-bench/c8.json"), folder.resolve("theirs.json"));

        var run = GateRun.in(folder, "import=theirs.json", "run=" + folder.relativize(ours));

        assertThat(run.console())
                .contains(
                        "[assay] command line: -Dassay.run has no load test at the concurrency of an imported one, so that nothing"
                                + " can be compared; found [c4 at 4]");
    }

    @Test
    void aFileWithoutAResultIsSaid() throws IOException {
        Files.writeString(folder.resolve("odd.json"), "[1, 2]");

        var run = GateRun.in(folder, "import=odd.json");

        assertThat(run.console())
                .anySatisfy(line -> assertThat(line)
                        .endsWith(
                                "odd.json:1:1: expected a result file of vllm bench serve, GuideLLM, AIPerf, lm-evaluation-harness, or"
                                        + " a table in Markdown, or a gate of another project: a workload of perf-eval, a GSM8K config of"
                                        + " vLLM, an accuracy config of vllm-ascend, test cases of vllm-ascend, targets of"
                                        + " tt-inference-server; found none"));
    }

    @Test
    void aResultThatCannotBeTrustedIsRed() throws IOException {
        var text = Files.readString(RESULTS.resolve("vllm-bench/c4-a.json"));
        Files.writeString(folder.resolve("theirs.json"), text.replace("\"failed\": 0", "\"failed\": 1"));

        var run = GateRun.in(folder, "import=theirs.json");

        var outcome = Objects.requireNonNull(run.tests().get("theirs.json"));
        assertThat(outcome.status()).isEqualTo("error");
        assertThat(outcome.message())
                .startsWith("UNMEASURED theirs.json: every request complete: 24 of 24 requests complete, 1 failed;");
    }

    @Test
    void aFileThatIsNoResultIsSaidWithItsPlace() throws IOException {
        Files.writeString(folder.resolve("odd.json"), "{\"metadata\": {\"guidellm_version\": \"0.9.1\"}}");

        var run = GateRun.in(folder, "import=odd.json");

        assertThat(run.console())
                .filteredOn(line -> line.contains("odd.json:"))
                .containsExactly(
                        "[assay] odd.json:1:35: expected GuideLLM 0.8, whose definitions are known, found version [0.9.1]");
    }

    @Test
    void whatCannotBeReadKeepsNothingElseBack() throws IOException {
        var results = Files.createDirectories(folder.resolve("results"));
        Files.copy(RESULTS.resolve("vllm-bench/c4-a.json"), results.resolve("a.json"));
        Files.writeString(results.resolve("b.json"), "{\"metadata\": {\"guidellm_version\": \"0.9.1\"}}");
        Files.writeString(
                results.resolve("c.jsonl"), "{\"backend\": \"sglang\", \"completed\": 2, \"mean_ttft_ms\": 1.0}\n");
        Files.writeString(results.resolve("d.jsonl"), "no result\n");

        var run = GateRun.in(folder, "import=results");

        assertThat(run.console())
                .contains(
                        "[assay] UNMEASURED b.json:1:35: expected GuideLLM 0.8, whose definitions are known, found version"
                                + " [0.9.1] (not read)",
                        "[assay] not read: c.jsonl:1:1: a result of SGLang's bench_serving, which is not read",
                        "[assay] files without a result: d.jsonl");
        assertThat(run.console().getLast())
                .endsWith(
                        ": 1 imported · 1 UNMEASURED. Nothing was judged: limits apply only to requests that Assay sent.");
        assertThat(Objects.requireNonNull(run.tests().get("b.json:1:35")).status())
                .isEqualTo("error");
    }

    @Test
    void importAndAServerDoNotGoTogether() {
        var run = GateRun.in(folder, "import=no-such", "endpoint=http://127.0.0.1:1");

        assertThat(run.console())
                .containsAll(List.of(
                        "[assay] command line: -Dassay.import is a result file of another tool, a gate of another project, or a"
                                + " folder of such, found [no-such], which does not exist.",
                        "[assay] command line: -Dassay.import reads results of other tools and judges nothing."
                                + " Remove -Dassay.endpoint. With"
                                + " -Dassay.run, your own figures are shown too."));
    }
}
