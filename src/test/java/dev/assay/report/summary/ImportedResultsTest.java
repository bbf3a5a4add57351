package dev.assay.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.input.InputDirectory;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.report.json.ImportedJson;
import dev.assay.testing.Traces;
import dev.assay.tools.definitions.Tool;
import dev.assay.tools.readers.Importers;
import dev.assay.tools.results.ImportedComparison;
import dev.assay.tools.results.ImportedLoadTest;
import dev.assay.tools.results.ImportedLoadTest.Lengths;
import dev.assay.tools.results.ImportedResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ImportedResultsTest {
    private static List<ImportedResult> imported(String file) {
        var problems = new Problems();
        var directory = new InputDirectory(Path.of("."));
        var text = directory.read(file, "a result", problems);
        return problems.resolve(
                text == null
                        ? null
                        : Importers.read(text, other -> Optional.empty(), problems, new ArrayList<>())
                                .orElseThrow());
    }

    private static ImportedResults results() {
        var all = new ArrayList<ImportedResult>();
        for (var file : List.of("vllm-bench/c4-a.json", "guidellm/c4-a.json", "aiperf/profile_export_aiperf.json")) {
            all.addAll(imported("src/test/resources/client-results/" + file));
        }
        all.addAll(imported("src/test/resources/client-results/lm-eval/results.json"));
        all.addAll(imported("docs/published-records.md"));
        var theirs = (ImportedLoadTest) all.getFirst();
        var ours = Tool.VLLM_BENCH.of(List.of(Traces.whole("c4-001", 0, 100, 10, 11)));
        return new ImportedResults(
                "r-1",
                "results",
                all,
                List.of(ImportedComparison.of(theirs, "m c4", new Lengths(256, 11), ours)),
                List.of(new Problem(new Location("r.md", 3, 1), "columns that are not read: TTFT (P99)")),
                List.of("notes.txt"));
    }

    @Test
    void resultJsonIsAsTheSchemaSays() throws IOException {
        try (var schema = ImportedResultsTest.class.getResourceAsStream("/dev/assay/result-2.schema.json")) {
            var errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Objects.requireNonNull(schema))
                    .validate(JsonMapper.shared().readTree(ImportedJson.of(results())));

            assertThat(errors).isEmpty();
        }
    }

    @Test
    void summaryHasLikeBesideLike() {
        assertThat(results().summary())
                .startsWith("# Assay: 16 imported · 1 UNMEASURED\n")
                .contains("| mean_ttft_ms | 145.501 ms | 100.000 ms | 0.687 |")
                .contains("They are different workloads: 64.0 tokens in and 32.0 out there, 256.0 tokens in and"
                        + " 11.0 out here.")
                .contains("| mean_tpot_ms | 42.377 ms | 10.000 ms | 0.236 |")
                .endsWith("Files without a result: notes.txt\n");
    }

    @Test
    void theLastLineOfTheConsoleSaysThatNothingWasJudged() {
        assertThat(results().lines().getLast())
                .isEqualTo(
                        "r-1: 16 imported · 1 UNMEASURED. Nothing was judged: limits apply only to requests that Assay sent.");
    }
}
