package dev.assay.tools.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFileTest {
    private static final String ROW = """
            {"doc_id": %d, "doc": {"question": "?"}, "target": "1", "resps": [%s], "filter": "%s", "metrics": [], "x": NaN}
            """;

    @TempDir
    Path folder;

    private String refusal(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
        try {
            return "read: " + SampleFile.read(new InputDirectory(folder), name).all();
        } catch (InputException e) {
            return e.problems().stream()
                    .map(Object::toString)
                    .reduce((a, b) -> a + "\n" + b)
                    .orElseThrow();
        }
    }

    private String refusal(String text) throws IOException {
        return refusal("s.jsonl", text.getBytes(UTF_8));
    }

    @Test
    void readsTheSamplesOfLmEvaluationHarness() {
        var answers = Sums.answers("samples_sums.jsonl");

        assertThat(answers.tool()).isEqualTo("lm-evaluation-harness");
        assertThat(answers.remarks()).isEmpty();
        assertThat(answers.all()).hasSize(8);
        assertThat(answers.all().get(6))
                .isEqualTo(new OtherAnswer(
                        "doc_id 6",
                        Optional.of("sum-7"),
                        Optional.of(6),
                        List.of(
                                "sum-7",
                                "number",
                                "What is 41 + 9?",
                                "50",
                                "[{\"role\": \"user\", \"content\": \"What is 41 + 9?\"}]"),
                        Optional.of("50"),
                        "I think it is 50, or so.\n#### 50",
                        Optional.empty(),
                        Map.of("exact_match by strict-match", 1.0, "exact_match by flexible-extract", 1.0),
                        new Location("samples_sums.jsonl", 7, 1)));
        // The table that lm_eval 0.4.13 printed: 0.250 and 0.750.
        assertThat(OtherAnswers.ownScores(answers.all()))
                .containsExactly("exact_match by flexible-extract 6/8", "exact_match by strict-match 2/8");
    }

    @Test
    void readsACompressedFileLikeThePlainOne() throws IOException {
        var plain = Files.readAllBytes(Path.of("src/test/resources/dev/assay/tools/samples/samples_sums.jsonl"));
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(plain);
        }
        Files.write(folder.resolve("s.jsonl.gz"), zipped.toByteArray());

        assertThat(SampleFile.read(new InputDirectory(folder), "s.jsonl.gz").all())
                .extracting(OtherAnswer::text)
                .containsExactlyElementsOf(Sums.answers("samples_sums.jsonl").all().stream()
                        .map(OtherAnswer::text)
                        .toList());
        assertThat(refusal("half.jsonl.gz", Arrays.copyOf(zipped.toByteArray(), 100)))
                .startsWith("half.jsonl.gz:1:1: is not a whole gzip file (")
                .endsWith("); expected samples of lm-evaluation-harness or a log of inspect_ai. Copy it again.");
    }

    @Test
    void refusesAGzipFileThatIsNotUtf8() throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(new byte[] {'{', (byte) 0xe9, '}'});
        }

        assertThat(refusal("s.jsonl.gz", zipped.toByteArray()))
                .isEqualTo(
                        "s.jsonl.gz:1:2: is not UTF-8 text: byte 2 of the file is 0xE9; expected samples of lm-evaluation-harness or a log of inspect_ai, saved as UTF-8");
    }

    @Test
    void takesTheFirstOfSeveralAnswersAndSaysSo() throws IOException {
        Files.writeString(folder.resolve("s.jsonl"), ROW.formatted(0, "[\"a\", \"b\"]", "none"));

        var answers = SampleFile.read(new InputDirectory(folder), "s.jsonl");

        assertThat(answers.all()).extracting(OtherAnswer::text).containsExactly("a");
        assertThat(answers.remarks())
                .containsExactly("Of 1 questions that were asked several times the first answer counts.");
    }

    @Test
    void refusesAFileWithoutSamples() throws IOException {
        assertThat(refusal("\n"))
                .isEqualTo(
                        "s.jsonl:1:1: expected one sample on each line, found none; lm-evaluation-harness writes such"
                                + " files with --log_samples");
        assertThat(refusal("{\"id\": \"a\", \"question\": \"?\"}\n[1]\n")).isEqualTo("""
                        s.jsonl:1:1: expected a sample with 'doc_id', 'resps' and 'filter', found the keys id, question; \
                        lm-evaluation-harness writes such files with --log_samples
                        s.jsonl:2:1: expected a sample on each line, found a list of numbers; \
                        lm-evaluation-harness writes such files with --log_samples""");
        assertThat(refusal(ROW.formatted(0, "[\"a\"]", "none") + "{\"doc_id\":"))
                .startsWith("s.jsonl:2:");
    }

    @Test
    void refusesTwoSamplesOfOneDocumentAndFilter() throws IOException {
        assertThat(refusal(ROW.formatted(4, "[\"a\"]", "none")
                        + ROW.formatted(4, "[\"a\"]", "strict")
                        + ROW.formatted(4, "[\"b\"]", "none")))
                .isEqualTo(
                        "s.jsonl:3:1: a second sample of doc_id 4 by the filter [none]; the first is in line 1. Keep the"
                                + " samples of one run in one file");
    }

    @Test
    void refusesLogLikelihoods() {
        assertThatThrownBy(() -> Sums.answers("samples_sums_choice.jsonl"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "samples_sums_choice.jsonl:1:1: 'resps' has no text of an answer; only samples of tasks"
                                + " with 'output_type: generate_until' have one, others have log-likelihoods");
    }

    @Test
    void readsTheLogsOfInspectInBothForms() {
        for (var file : List.of("sums.eval", "sums.json")) {
            var answers = Sums.answers(file);

            assertThat(answers.tool()).isEqualTo("inspect_ai 0.3.285");
            assertThat(answers.remarks()).isEmpty();
            assertThat(answers.knowsFinishes()).isTrue();
            assertThat(answers.all()).hasSize(8);
            var last = answers.all().getLast();
            assertThat(last)
                    .isEqualTo(new OtherAnswer(
                            "sample sum-8",
                            Optional.of("sum-8"),
                            Optional.empty(),
                            List.of("What is 7 + 70?"),
                            Optional.of("77"),
                            "The final answer is $77.",
                            Optional.of("length"),
                            Map.of("match(numeric=true)", 1.0),
                            last.place()));
            // The accuracy in the log is 0.75.
            assertThat(OtherAnswers.ownScores(answers.all())).containsExactly("match(numeric=true) 6/8");
        }
    }

    private String log(String samples) throws IOException {
        return refusal(
                "log.json",
                ("{\"version\": 2, \"status\": \"error\", \"eval\": {\"task\": \"t\"}, \"samples\": [" + samples + "]}")
                        .getBytes(UTF_8));
    }

    @Test
    void tellsALogFromOtherJson() throws IOException {
        Files.writeString(folder.resolve("baseline.json"), "{\"format\": \"baseline/1\"}");
        Files.writeString(folder.resolve("broken.json"), "{");

        assertThat(SampleFile.recognises(new InputDirectory(folder), "baseline.json"))
                .isFalse();
        assertThat(SampleFile.recognises(new InputDirectory(folder), "broken.json"))
                .isFalse();
        assertThat(SampleFile.recognises(
                        new InputDirectory(Path.of("src/test/resources/dev/assay/tools/samples")), "sums.json"))
                .isTrue();
    }

    @Test
    void saysWhatItLeavesOutOfALog() throws IOException {
        var answered = "{\"id\": 1, \"epoch\": %d, \"output\": {\"completion\": \"a\", \"choices\": [{}]}}";
        var failed = "{\"id\": 2, \"epoch\": 1, \"output\": {\"completion\": \"\", \"choices\": []}}";
        Files.writeString(
                folder.resolve("log.json"),
                "{\"status\": \"error\", \"eval\": {}, \"samples\": [" + answered.formatted(1) + ","
                        + answered.formatted(2) + "," + failed + "]}");

        var answers = SampleFile.read(new InputDirectory(folder), "log.json");

        assertThat(answers.all()).extracting(OtherAnswer::name).containsExactly("sample 1");
        assertThat(answers.remarks())
                .containsExactly(
                        "The status of the log is [error], so it may lack samples.",
                        "Of each question only the first epoch counts; further answers: 1.",
                        "Samples without an answer: 1.");
    }

    @Test
    void refusesALogWithoutSamplesOrWithOneTwice() throws IOException {
        assertThat(log(""))
                .isEqualTo("log.json:1:1: expected samples with answers, found none; inspect_ai leaves them out with"
                        + " --no-log-samples. Log them, or name another log");
        assertThat(log("\"x\""))
                .isEqualTo(
                        "log.json:1:70: expected a sample with 'id' and 'output', as inspect_ai logs it, found the text [x]");
        var sample = "{\"id\": \"a\", \"epoch\": 1, \"output\": {}}";
        assertThat(log(sample + "," + sample))
                .endsWith(
                        ": a second sample of [a] in epoch 1; the first is at log.json:1:70. Keep the samples of one run in"
                                + " one file");
        assertThat(refusal("log.eval", new byte[] {1, 2, 3}))
                .startsWith("log.eval:1:1: cannot be read as a zip archive (")
                .endsWith("); expected samples of lm-evaluation-harness or a log of inspect_ai. Copy it again.");
    }
}
