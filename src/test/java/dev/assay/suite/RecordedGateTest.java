package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.options.Options;
import dev.assay.trace.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate on recordings, and on what people may do to its files. */
@ExtendWith(SmallRun.class)
@Tag("slow")
class RecordedGateTest {
    private static final String INPUT = "thresholds.yaml, evalsets and properties are valid";
    private static final String COMPLETE = "every planned test has a verdict";
    private static final String EVALSET = "smollm2-135m first_light_v1";

    @TempDir
    Path folder;

    @BeforeEach
    void ship() {
        GateRun.small(folder);
    }

    private void change(String from, String to) throws IOException {
        var file = folder.resolve("thresholds.yaml");
        var text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void passesAndSaysThatARecordingWasJudgedAndNoServerContacted(GateRun run) {
        assertThat(run.broken()).isNull();
        assertThat(run.with("failed")).isEmpty();
        assertThat(run.with("error")).isEmpty();
        assertThat(run.with("passed"))
                .contains(INPUT, "smollm2-135m c4", "smollm2-135m first_light_v1 accuracy", COMPLETE);
        assertThat(run.console())
                .filteredOn(line -> line.startsWith("[assay] page: "))
                .singleElement()
                .satisfies(line -> assertThat(Path.of(line.substring("[assay] page: ".length())))
                        .hasFileName("report.html")
                        .isRegularFile());
        assertThat(run.console())
                .filteredOn(line -> line.startsWith("[assay] summary: "))
                .singleElement()
                .satisfies(line -> assertThat(Path.of(line.substring("[assay] summary: ".length())))
                        .isRegularFile()
                        .content()
                        .startsWith("# Assay: 3 PASS\n"));
        assertThat(run.lastLine())
                .matches("\\[assay] Recordings of 2026-11-21 and 2026-11-22 were judged; no server was contacted\\.");
    }

    @Test
    void givesTheSameFiguresEachTime(GateRun run) {
        var first = run.result();
        var second = GateRun.in(folder).result();

        assertThat(second.replaceAll("\"run\" : \"[^\"]+\"", ""))
                .isEqualTo(first.replaceAll("\"run\" : \"[^\"]+\"", ""));
    }

    @Test
    void turnsExactlyTheTestOfATightenedLimitRed() throws IOException {
        change("tpot.mean: {max: ", "tpot.mean: {max: 0.001 ms} #");

        var run = GateRun.in(folder);

        assertThat(run.broken()).isNull();
        assertThat(run.with("failed")).containsExactly("smollm2-135m c4");
        assertThat(run.with("error")).isEmpty();
        assertThat(run.test("smollm2-135m c4").message())
                .matches("FAIL smollm2-135m c4: tpot\\.mean \\d+\\.\\d{3} ms, allowed at most 0\\.001 ms, n=40"
                        + " \\(recorded \\d{4}-\\d{2}-\\d{2}\\)");
    }

    @Test
    void failsOnlyTheLimitsThatAreMissedEachWithItsOwnFigureAndBound() throws IOException {
        change("accuracy: {min: 5/10}", "accuracy: {min: 9/10}\n          wrong: {max: 1/10}");

        var run = GateRun.in(folder);

        assertThat(run.with("error")).isEmpty();
        assertThat(run.with("failed")).containsExactly(EVALSET + " accuracy", EVALSET + " wrong");
        assertThat(run.test(EVALSET + " accuracy").message())
                .isEqualTo("FAIL smollm2-135m first_light_v1: accuracy 7/10 (95 % interval 39.7 % to 89.2 %),"
                        + " allowed at least 9/10, n=10 (recorded 2026-11-21)");
        assertThat(run.test(EVALSET + " wrong").message())
                .isEqualTo("FAIL smollm2-135m first_light_v1: wrong 3/10 (95 % interval 10.8 % to 60.3 %),"
                        + " allowed at most 1/10, n=10 (recorded 2026-11-21)");
        assertThat(run.test(EVALSET + " wrong").printed().lines())
                .contains("  answer  WRONG (3): story-01 month-01 planet-01");
    }

    @Test
    void skipsTheWrongQuestionsInOneLineWhereTheEvalsetFails() throws IOException {
        change("accuracy: {min: 5/10}", "accuracy: {min: 10/10}");

        var run = GateRun.in(folder);

        assertThat(run.with("skipped"))
                .containsExactly(EVALSET + " month-01", EVALSET + " planet-01", EVALSET + " story-01");
        assertThat(run.test(EVALSET + " story-01").message())
                .isEqualTo("WRONG, expected 7 apples, found 6 (last number); the evalset is FAIL");
    }

    @Test
    void tellsAndSkipsTheWrongQuestionsWhereTheEvalsetPasses(GateRun run) {
        assertThat(run.with("skipped"))
                .containsExactly(EVALSET + " month-01", EVALSET + " planet-01", EVALSET + " story-01");
        assertThat(run.test(EVALSET + " story-01").message())
                .isEqualTo("WRONG, expected 7 apples, found 6 (last number); the evalset is PASS");
    }

    @Test
    void judgesLimitsBeforeQuestions(GateRun run) {
        assertThat(run.tests().keySet().stream().filter(name -> name.startsWith(EVALSET)))
                .startsWith(EVALSET + " accuracy");
    }

    @Test
    void leavesAnEvalsetOpenWhoseLimitIsYetToBeSet() throws IOException {
        change("accuracy: {min: 5/10}", "accuracy: calibrate");

        var run = GateRun.in(folder);

        assertThat(run.with("failed")).isEmpty();
        assertThat(run.with("error")).containsExactly("smollm2-135m first_light_v1 accuracy");
        assertThat(run.test("smollm2-135m first_light_v1 accuracy").message())
                .isEqualTo("INCONCLUSIVE smollm2-135m first_light_v1: accuracy 7/10 (95 % interval 39.7 % to 89.2 %),"
                        + " to calibrate, n=10: there is no limit yet to compare it with. Let -Dassay.calibrate=5 compute one"
                        + " (docs/thresholds.md). (recorded 2026-11-21)");
        assertThat(run.result()).contains("\"allowed\" : \"calibrate\"");
    }

    @Test
    void failsAnEvalsetWhoseCriticalQuestionIsWrongThoughItsLimitsAreKept() throws IOException {
        makeCritical("story-01");

        var run = GateRun.in(folder);

        assertThat(run.with("failed")).containsExactly(EVALSET + " story-01");
        assertThat(run.test(EVALSET + " story-01").message())
                .isEqualTo(
                        "FAIL smollm2-135m first_light_v1 story-01: WRONG, expected 7 apples, found 6 (last number)");
        assertThat(run.result()).contains("\"FAIL\" : 1").contains("\"PASS\" : 2");
        assertThat(run.console())
                .anyMatch(line ->
                        line.startsWith("[assay] FAIL smollm2-135m first_light_v1: critical question story-01 WRONG,"
                                + " expected 7 apples, found 6 (last number) (recorded "));
    }

    /** Marks a question, and lets the recording stay one of this evalset: nothing that is asked changes. */
    private void makeCritical(String question) throws IOException {
        var questions = folder.resolve("evalsets/first_light_v1.jsonl");
        var before = Payload.of(Files.readAllBytes(questions)).sha256();
        var id = "\"id\":\"" + question + "\",";
        Files.writeString(questions, Files.readString(questions).replace(id, id + "\"critical\":true,"));
        var after = Payload.of(Files.readAllBytes(questions)).sha256();
        for (var file : List.of("evalsets/first_light_v1.yaml", "tapes/smollm2-135m/first_light_v1.jsonl")) {
            Files.writeString(
                    folder.resolve(file), Files.readString(folder.resolve(file)).replace(before, after));
        }
    }

    @Test
    void showsAllErrorsOfTheFileWithTheirPlacesAndSendsNothing() throws IOException {
        change("tpot.mean:", "tpot.maen:");
        change("engine: vllm", "engine: vlm");

        var run = GateRun.in(folder);

        assertThat(run.with("error")).containsExactly(INPUT);
        assertThat(run.test(INPUT).message().lines())
                .hasSize(2)
                .allMatch(line -> line.matches("thresholds\\.yaml:\\d+:\\d+: .*"))
                .anyMatch(line -> line.contains("'tpot.maen'"))
                .anyMatch(line -> line.contains("[vlm]"));
        assertThat(run.with("passed")).isEmpty();
        assertThat(folder.resolve("runs")).doesNotExist();
        assertThat(run.console()).first().isEqualTo("[assay] Nothing was sent: the input has problems.");
    }

    @Test
    void refusesLimitsThatNoOutcomeOfThePlannedSizeCanPass() throws IOException {
        change("accuracy: {min: ", "accuracy: {between: [81 %, 82 %]} #");
        change("tpot.mean: {max: ", "ttft.p99: {max: 1 s} #");

        var run = GateRun.in(folder);

        assertThat(run.with("error")).containsExactly(INPUT);
        assertThat(run.test(INPUT).message().replaceAll("yaml:\\d+:\\d+", "yaml"))
                .isEqualTo("""
                        thresholds.yaml: 'accuracy' of evalset [first_light_v1] can never pass: no number of its 10 questions is a \
                        share between 81 % and 82 %. Make the limit wider.
                        thresholds.yaml: 'ttft.p99' of load test [c4] can never pass: it needs at least 299 requests, planned are 40. \
                        Raise `requests` or choose a lower quantile.""");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void refusesADeploymentThatTheFileDoesNotHave() {
        var run = GateRun.in(folder, "deployment=nosuch");

        assertThat(run.test(INPUT).message())
                .isEqualTo("command line: -Dassay.deployment=nosuch: thresholds.yaml has no such deployment; it has:"
                        + " smollm2-135m");
    }

    @Test
    void refusesAPropertyThatMeansNothing() {
        var run = GateRun.in(folder, "nosuch=1");

        assertThat(run.test(INPUT).message())
                .isEqualTo("command line: -Dassay.nosuch is not known; known are: "
                        + Arrays.stream(Options.Name.values())
                                .map(Options.Name::key)
                                .collect(Collectors.joining(", "))
                        + ". Did you mean 'assay.resume'?");
    }

    @Test
    void breaksTheBuildWhereASelectionLeavesNothing() {
        var run = GateRun.of("nosuch", folder);

        assertThat(run.tests()).isEmpty();
        assertThat(run.broken())
                .hasMessage(
                        "assay: no test of the gate ran. Its groups are protocol, accuracy and load; see -Dgroups and"
                                + " -Dit.test.");
    }

    @Test
    void namesTheGroupsInATestThatFailsWhereTheOneThatWasAskedForIsNone() {
        var run = GateRun.grouped("latency", folder);

        var message =
                "command line: -Dgroups=latency names no group of the gate, whose groups are protocol, accuracy and"
                        + " load. Name one of them.";
        assertThat(run.broken()).isNull();
        assertThat(run.tests())
                .containsOnly(Map.entry(
                        "the groups of -Dgroups exist",
                        new GateRun.Outcome("error", message, "dev.assay.input.InputException: " + message)));
        assertThat(run.console())
                .containsExactly("[assay] Nothing was sent: the input has problems.", "[assay] " + message);
    }

    @Test
    void marksARunOfOneGroupAsPartial() {
        var run = GateRun.of("load", folder);

        assertThat(run.broken()).isNull();
        assertThat(run.with("passed")).containsExactly(COMPLETE, "smollm2-135m c4", INPUT);
        assertThat(run.result()).contains("\"partial\" : true");
        assertThat(run.console()).anyMatch(line -> line.startsWith("[assay] PARTIAL run "));
    }

    @Test
    void callsATestWithoutARecordingUnmeasured() throws IOException {
        Files.delete(folder.resolve("tapes/smollm2-135m/c4.jsonl"));

        var run = GateRun.in(folder);

        assertThat(run.with("error")).containsExactly("smollm2-135m c4");
        assertThat(run.test("smollm2-135m c4").message())
                .isEqualTo("UNMEASURED smollm2-135m c4: nothing is recorded for it (no tapes/smollm2-135m/c4.jsonl)."
                        + " Measure it with -Dassay.endpoint=URL -Dassay.record, which also keeps the recording.");
    }

    @Test
    void tellsOnceForEachTestThatNothingIsRecordedAndSkipsItsOtherTests() throws IOException {
        for (var test : List.of("protocol", "first_light_v1", "c4")) {
            Files.delete(folder.resolve("tapes/smollm2-135m/" + test + ".jsonl"));
        }
        var remedy = " Measure it with -Dassay.endpoint=URL -Dassay.record, which also keeps the recording.";

        var run = GateRun.in(folder);

        assertThat(run.with("failed")).isEmpty();
        assertThat(run.with("error"))
                .containsExactly("smollm2-135m c4", EVALSET + " accuracy", "smollm2-135m protocol streaming");
        assertThat(run.with("passed")).containsExactly(COMPLETE, INPUT);
        assertThat(run.test(EVALSET + " accuracy").message())
                .isEqualTo("UNMEASURED smollm2-135m first_light_v1: nothing is recorded for it"
                        + " (no tapes/smollm2-135m/first_light_v1.jsonl)." + remedy);
        assertThat(List.of("truncated", "sum-01", "story-01"))
                .allSatisfy(part -> assertThat(run.test(EVALSET + " " + part))
                        .isEqualTo(new GateRun.Outcome(
                                "skipped",
                                run.test(EVALSET + " accuracy").message(),
                                run.test(EVALSET + " accuracy").message())));
        assertThat(run.test("smollm2-135m protocol usage").message())
                .isEqualTo("UNMEASURED smollm2-135m protocol: nothing is recorded for it"
                        + " (no tapes/smollm2-135m/protocol.jsonl)." + remedy);
    }

    @Test
    void callsATestWhoseRecordingIsDamagedUnmeasured() throws IOException {
        var tape = folder.resolve("tapes/smollm2-135m/c4.jsonl");
        Files.writeString(tape, Files.readString(tape).replaceFirst("\"sent\":\\d+", "\"sent\":\"soon\""));

        var run = GateRun.in(folder);

        assertThat(run.test("smollm2-135m c4").message())
                .isEqualTo(
                        "UNMEASURED smollm2-135m c4: its recording cannot be read (c4.jsonl:2:1: not a line of trace/1:"
                                + " 'sent' must be a whole number, found [\"soon\"]. The file is damaged, or"
                                + " another version of Assay"
                                + " wrote it; record it again.). Restore the file, or record it again with"
                                + " -Dassay.endpoint=URL"
                                + " -Dassay.record.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            requests: 40 | requests: 41 | requests: [40] recorded, [41] planned
            requests: 40 | requests: 40\\n        prompts: identical | prompts: [unique] recorded, [identical] planned
            requests: 40 | requests: 40\\n        max-in-flight: 3 | max-in-flight: nothing recorded, [3] planned
            api: completions | api: completions, prompt-form: token-ids | prompt form: nothing recorded, [token-ids] planned
            """)
    void callsATestWhoseRecordingAnswersAnotherPlanUnmeasuredAndNamesTheDifference(
            String part, String instead, String difference) throws IOException {
        change(part, instead.replace("\\n", "\n"));

        var run = GateRun.in(folder);

        assertThat(run.test("smollm2-135m c4").message())
                .startsWith("UNMEASURED smollm2-135m c4")
                .endsWith(": its recording was made with another plan (" + difference
                        + "). Record it again with -Dassay.endpoint=URL -Dassay.record, or undo the"
                        + " change in thresholds.yaml.");
    }

    @Test
    void noticesThatAnotherTokenizerMakesOtherPrompts() throws IOException {
        var file = folder.resolve("tokenizers/smollm2.json");
        // Words of the vocabulary exchange their ids, so the seeded choice draws other words.
        var text = exchanged(Files.readString(file), "about", "house");
        text = exchanged(text, "because", "people");
        text = exchanged(text, "water", "light");
        text = exchanged(text, "great", "small");
        Files.writeString(file, exchanged(text, "time", "world"));

        var run = GateRun.in(folder);

        assertThat(run.with("error")).containsExactly("smollm2-135m c4");
        assertThat(run.test("smollm2-135m c4").message())
                .startsWith("UNMEASURED smollm2-135m c4: ")
                .contains(" of 40 requests complete: ")
                .contains("is not the one that was recorded: its body differs");
    }

    private static String exchanged(String tokenizer, String one, String other) {
        var entry = "\"Ġ" + one + "\":" + id(tokenizer, one) + ",";
        var otherEntry = "\"Ġ" + other + "\":" + id(tokenizer, other) + ",";
        assertThat(tokenizer).contains(entry).contains(otherEntry);
        return tokenizer
                .replace(entry, "\"Ġ" + one + "\":" + id(tokenizer, other) + ",")
                .replace(otherEntry, "\"Ġ" + other + "\":" + id(tokenizer, one) + ",");
    }

    private static String id(String tokenizer, String word) {
        var from = tokenizer.indexOf("\"Ġ" + word + "\":") + word.length() + 4;
        return tokenizer.substring(from, tokenizer.indexOf(',', from));
    }

    @Test
    void refusesATokenizerThatIsNone() throws IOException {
        Files.writeString(folder.resolve("tokenizers/smollm2.json"), "{}");

        var run = GateRun.in(folder);

        assertThat(run.with("error")).containsExactly(INPUT);
        assertThat(run.test(INPUT).message())
                .startsWith(
                        "tokenizers/smollm2.json:1:1: expected a tokenizer.json of Hugging Face, found something else: ");
        assertThat(folder.resolve("runs")).doesNotExist();
    }
}
