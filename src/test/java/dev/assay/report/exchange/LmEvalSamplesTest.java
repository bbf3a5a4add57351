package dev.assay.report.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.plan.Plan;
import dev.assay.plan.Selection;
import dev.assay.plan.Thresholds;
import dev.assay.plan.evalsets.Asking;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Sampling;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.recording.files.TraceFile;
import dev.assay.run.checked.CheckedPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LmEvalSamplesTest {
    private static TestSpec.Accuracy basics() {
        return Plan.of(Thresholds.read(Path.of(""), CheckedPlan.knownNames()), Selection.ALL).tests().stream()
                .map(Plan.Planned::test)
                .flatMap(test -> test instanceof TestSpec.Accuracy accuracy ? Stream.of(accuracy) : Stream.empty())
                .filter(test -> test.name().equals("basics_v2"))
                .findFirst()
                .orElseThrow();
    }

    /** 53 of 100 answers are right. */
    private static Recording recorded() {
        return TraceFile.read(Path.of("tapes/smollm2-135m/basics_v2.jsonl"));
    }

    private static List<JsonNode> rows(TestSpec.Accuracy test, Recording recording) throws IOException {
        return rows(test.evalset(), recording);
    }

    private static List<JsonNode> rows(Evalset evalset, Recording recording) throws IOException {
        var bytes = new ByteArrayOutputStream();
        LmEvalSamples.write(evalset, recording, bytes);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(JsonMapper.shared()::readTree)
                    .toList();
        }
    }

    private static Map<String, Long> right(List<JsonNode> rows) {
        return rows.stream()
                .filter(row -> row.get("exact_match").doubleValue() == 1)
                .collect(Collectors.groupingBy(row -> row.get("filter").stringValue(), Collectors.counting()));
    }

    @Test
    void writesARowAsLmEvaluationHarnessDoes() throws IOException {
        var row = rows(basics(), recorded()).getFirst();

        // lm_eval 0.4.13's hash_string gives these hashes.
        assertThat(PythonJson.line(row)).isEqualTo("""
                {"doc_id": 0, \
                "doc": {"id": "add-01", "type": "number", "question": "2 + 3 = ...", "answer": "5", "tags": ["arithmetic"]}, \
                "target": "5", \
                "arguments": {"gen_args_0": {"arg_0": ["[{\\"role\\": \\"system\\", \\"content\\": \\"Complete the sentence. \
                Write out the whole sentence and nothing else. Write numbers in digits.\\"}, \
                {\\"role\\": \\"user\\", \\"content\\": \\"2 + 3 = ...\\"}]"], \
                "arg_1": {"until": [], "do_sample": false, "temperature": 0.0, "max_gen_toks": 64}}}, \
                "resps": [["2 + 3 = 5"]], "filtered_resps": ["5"], "filter": "assay-number", "metrics": ["exact_match"], \
                "doc_hash": "57b1c4b02c92d14b82f94ab8fe42af230583a66425eb2d84531f2fe7fb5d46b7", \
                "prompt_hash": "4a3f5299e56a8947e93bcd285383a3cd7aad7b8b09162b4fa6e5f59769a864ce", \
                "target_hash": "ef2d127de37b942baad06145e54b0c619a1f22327b2ebbcfbec78f5564afe39d", \
                "exact_match": 1.0}""");
    }

    @Test
    void hasOneRowForEachQuestionAndScorer() throws IOException {
        var test = basics();
        var rows = rows(test, recorded());

        var scores = EvalsetScorer.score(test.evalset(), recorded());
        var filters = rows.stream()
                .collect(Collectors.groupingBy(row -> row.get("filter").stringValue(), Collectors.counting()));
        assertThat(filters.get("assay-number")).isEqualTo(53);
        assertThat(right(rows).getOrDefault("assay-number", 0L) + right(rows).getOrDefault("assay-exact", 0L))
                .isEqualTo(53);
        for (var rate : scores.byRules()) {
            assertThat(filters.get(rate.rule().key())).as(rate.rule().key()).isEqualTo(rate.answers());
            assertThat(right(rows).getOrDefault(rate.rule().key(), 0L))
                    .as(rate.rule().key())
                    .isEqualTo(rate.right());
        }
    }

    @Test
    void leavesOutQuestionsWithoutAnAnswer() throws IOException {
        var first = recorded().with(recorded().traces().subList(0, 1));

        assertThat(rows(basics(), first))
                .extracting(row -> row.get("doc_id").intValue())
                .containsOnly(0);
        assertThat(rows(basics(), recorded().with(List.of()))).isEmpty();
    }

    @Test
    void namesTheFileSoThatTheTaskAndTheDateCanBeReadFromIt() {
        assertThat(LmEvalSamples.file("basics_v2", Instant.parse("2026-11-28T10:15:30.5Z")))
                .isEqualTo("samples_basics_v2_2026-11-28T10-15-30.500000.jsonl.gz");
    }

    @Test
    void writesThePromptOfACompletionAsItWasSent() throws IOException {
        var chat = basics();
        var asked = chat.evalset();
        var evalset = new Evalset(
                asked.name(),
                asked.title(),
                "Finish.",
                asked.maxTokens(),
                asked.thinking(),
                asked.answerIn(),
                asked.licence(),
                asked.source(),
                asked.sha256(),
                new Asking(
                        Asking.Api.COMPLETIONS,
                        null,
                        null,
                        null,
                        null,
                        new Sampling(new BigDecimal("0.7"), BigDecimal.ONE, null, 7, List.of("Question:")),
                        1),
                asked.questions());

        var row = PythonJson.line(rows(evalset, recorded()).getFirst());

        // Python: hashlib.sha256("Finish.\n\n2 + 3 = ...".encode()).hexdigest()
        assertThat(row)
                .contains(
                        "\"arguments\": {\"gen_args_0\": {\"arg_0\": \"Finish.\\n\\n2 + 3 = ...\", \"arg_1\": {\"until\":"
                                + " [\"Question:\"], \"do_sample\": true, \"temperature\": 0.7, \"max_gen_toks\": 64}}}")
                .contains("\"prompt_hash\": \"1dc492e77bb4fa757f80b537e0b999ba80ba7eaf2a1146496f8618b62f6b9120\"");
    }
}
