package dev.assay.suite;

import static dev.assay.testing.Streams.DONE;
import static dev.assay.testing.Streams.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import dev.assay.testing.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gate on 1,319 questions, as many as the test of GSM8K has. Every eleventh is answered wrongly: 119 of them; by the model "old" every thirteenth: 101.
 * Question 7 and question 22 are critical.
 */
@Tag("slow")
class LargeEvalsetGateTest {
    private static final int QUESTIONS = 1319;
    private static final Pattern NUMBER = Pattern.compile("Question (\\d+):");

    private static final String INPUT = "thresholds.yaml, evalsets and properties are valid";
    private static final String COMPLETE = "every planned test has a verdict";

    @TempDir
    Path folder;

    private final AtomicBoolean changed = new AtomicBoolean();
    private volatile int failing = -1;
    private volatile int changing = -1;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("evalsets"));
        Files.writeString(
                folder.resolve("evalsets/large.jsonl"),
                IntStream.rangeClosed(1, QUESTIONS)
                        .mapToObj(i -> "{\"id\": \"q-" + i + "\", \"type\": \"number\", \"question\": \"Question " + i
                                + ": what is 1 + 1?\", \"answer\": \"2\""
                                + (i == 7 || i == 22 ? ", \"critical\": true" : "")
                                + "}\n")
                        .collect(Collectors.joining()));
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                default: [mine]
                deployments:
                  mine:
                    model: new
                    served-name: new
                    precision: bf16
                    engine: vllm
                    accuracy:
                      - {evalset: large, concurrency: 8, limits: {accuracy: {min: 1100/1319}}}
                  old:
                    model: old
                    served-name: old
                    precision: bf16
                    engine: vllm
                    accuracy:
                      - {evalset: large, concurrency: 8, limits: {accuracy: {min: 1100/1319}}}
                  new:
                    model: new
                    served-name: new
                    precision: int4
                    engine: vllm
                    accuracy:
                      - {evalset: large, concurrency: 8, limits: {no-worse: {against: old, margin: 3 pp}}}
                """);
    }

    private Script answer(Seen request) {
        return switch (request.path()) {
            case "/v1/models" ->
                Script.json(
                        200,
                        "{\"data\":[{\"id\":\"new\",\"owned_by\":\"vllm\"},{\"id\":\"old\",\"owned_by\":\"vllm\"}]}");
            case "/version" -> Script.json(200, "{\"version\":\"0.32.0\"}");
            case "/metrics" -> Script.document(404, "text/plain", "");
            default -> {
                var number = NUMBER.matcher(request.body());
                var isOld = request.body().contains("\"model\":\"old\"");
                var asked = number.find() ? Integer.parseInt(number.group(1)) : 0;
                var isWrong = asked % (isOld ? 13 : 11) == 0 || (asked == changing && changed.getAndSet(true));
                yield asked == failing
                        ? Script.json(500, "{}")
                        : Script.stream(events(isOld ? "old" : "new", isWrong ? "3" : "2"));
            }
        };
    }

    private static String[] events(String model, String said) {
        return new String[] {
            named(Streams.ROLE, model), """
            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1795289686,"model":"%s",\
            "choices":[{"index":0,"delta":{"content":"%s"},"logprobs":null,"finish_reason":null}]}

            """.formatted(model, said), """
            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1795289686,"model":"%s",\
            "choices":[{"index":0,"delta":{"content":""},"logprobs":null,"finish_reason":"stop"}]}

            """.formatted(model), named(USAGE, model), DONE
        };
    }

    private static String named(String event, String model) {
        return event.replace("\"smollm2-135m\"", "\"" + model + "\"");
    }

    /** The directory of runs has files too, such as the history. */
    private String firstRun() throws IOException {
        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            return "runs/" + runs.findFirst().orElseThrow().getFileName();
        }
    }

    private GateRun run(String... properties) throws IOException {
        try (var server = new ScriptedEndpoint(this::answer)) {
            var all = new ArrayList<>(List.of("endpoint=" + server.base()));
            all.addAll(List.of(properties));
            return GateRun.of("accuracy", folder, all.toArray(String[]::new));
        }
    }

    @Test
    void reportsBlocksAndCriticalQuestionsInAFileThatStaysReadable() throws IOException {
        var run = run();

        assertThat(run.broken()).isNull();
        assertThat(run.tests().keySet())
                .hasSize(1 + 1 + 27 + 2 + 1)
                .startsWith(INPUT, "mine large accuracy", "mine large questions 1 to 50")
                .endsWith(
                        "mine large questions 1251 to 1300",
                        "mine large questions 1301 to 1319",
                        "mine large q-7",
                        "mine large q-22",
                        COMPLETE);
        assertThat(run.with("skipped")).hasSize(27);
        assertThat(run.with("failed")).containsExactly("mine large q-22");
        assertThat(run.test("mine large q-22").message())
                .isEqualTo("FAIL mine large q-22: WRONG, expected 2, found 3 (only number of the last line)");
        assertThat(run.test("mine large questions 1301 to 1319")).isEqualTo(new GateRun.Outcome("skipped", """
                        1 of 19 wrong; of all 1200/1319 right, allowed at least 1100/1319; the evalset is FAIL""", """
                        1 of 19 wrong; of all 1200/1319 right, allowed at least 1100/1319; the evalset is FAIL
                          q-1309: WRONG, expected 2, found 3 (only number of the last line)"""));
        var xml = run.xml(AccuracyTest.class).orElseThrow();
        assertThat(xml).hasSizeLessThan(30_000).contains("""
                  <testcase name="mine large questions 1301 to 1319" classname="accuracy" file="evalsets/large.jsonl" line="1301">
                    <skipped message="1 of 19 wrong; of all 1200/1319 right, allowed at least 1100/1319; the evalset is FAIL">\
                1 of 19 wrong; of all 1200/1319 right, allowed at least 1100/1319; the evalset is FAIL
                  q-1309: WRONG, expected 2, found 3 (only number of the last line)</skipped>
                  </testcase>
                """);
    }

    @Test
    void asksOneQuestionByTheNameThatItWouldHave() throws IOException {
        var run = run("only=mine large q-1309");

        assertThat(run.tests()).containsOnlyKeys(INPUT, "mine large q-1309", COMPLETE);
        assertThat(run.with("failed")).containsExactly("mine large q-1309");
        assertThat(run.console()).anyMatch(line -> line.startsWith("[assay] mine large: 1 request, "));
    }

    @Test
    void asksTheQuestionsOfABlockByItsNameAndJudgesThemAgain() throws IOException {
        var run = run("only=mine large questions 1301 to 1319");

        assertThat(run.tests()).hasSize(19 + 2).containsKeys(INPUT, "mine large q-1301", "mine large q-1319", COMPLETE);
        assertThat(run.with("failed")).containsExactly("mine large q-1309");
        assertThat(run.console())
                .anyMatch(line -> line.startsWith("[assay] mine large: 19 requests, "))
                .anyMatch(
                        line -> line.startsWith(
                                "[assay] FAIL mine large: 1 of 19 wrong; only these questions were asked, no limit was judged"));

        var again = GateRun.of("accuracy", folder, "run=" + firstRun());

        assertThat(again.broken()).isNull();
        assertThat(again.tests()).isEqualTo(run.tests());
    }

    /** The server fails question 5, which is in the first block. */
    @Test
    void isUnmeasuredWhereAQuestionHasNoAnswer() throws IOException {
        failing = 5;

        var run = run();

        assertThat(run.with("failed")).containsExactly("mine large q-22");
        assertThat(run.with("error")).containsExactly("mine large accuracy");
        assertThat(run.test("mine large accuracy").message()).startsWith("UNMEASURED mine large: ");
        assertThat(run.test("mine large questions 1 to 50").printed().lines())
                .startsWith(
                        "4 of 50 wrong, 1 of 50 not measured; of all 1199/1318 right, allowed at least 1100/1319; the evalset is"
                                + " UNMEASURED")
                .anyMatch(line -> line.startsWith("  q-5: TRANSPORT_ERROR, not measured: "));
        assertThat(run.test("mine large questions 51 to 100").message())
                .isEqualTo(
                        "5 of 50 wrong; of all 1199/1318 right, allowed at least 1100/1319; the evalset is UNMEASURED");
    }

    /** 9 questions are wrong in both. Of 110 lost questions one is critical, so that 109 and 92 gained ones flipped beside it: one more than 200. */
    @Test
    void reportsEachQuestionThatFlippedUpTo200() throws IOException {
        var run = run("deployment=new,old");

        assertThat(run.with("failed")).containsExactly("new large q-22");
        assertThat(run.test("new large q-22").message())
                .isEqualTo(
                        "FAIL new large q-22: lost against old: was right, now WRONG, expected 2, found 3 (only number of the"
                                + " last line)");
        assertThat(run.test("new large q-1309").message())
                .isEqualTo(
                        "lost against old: was right, now WRONG, expected 2, found 3 (only number of the last line); the"
                                + " evalset is FAIL");
        var flipped = run.tests().keySet().stream()
                .filter(name -> name.startsWith("new large q-"))
                .toList();
        assertThat(flipped)
                .hasSize(2 + 200)
                .startsWith("new large q-7", "new large q-22", "new large q-11", "new large q-33")
                .endsWith("new large q-1274", "new large q-1300");
        assertThat(run.test("new large more flips").message()).isEqualTo("1 more question flipped: 0 lost, 1 gained");
        var xml = run.xml(AccuracyTest.class).orElseThrow();
        assertThat(xml).hasSizeLessThan(120_000).contains("""
                  <testcase name="new large q-1300" classname="accuracy" file="evalsets/large.jsonl" line="1300">
                    <system-out>gained against old: was wrong, now CORRECT, found 2 (only number of the last line)
                </system-out>
                  </testcase>
                """);
        assertThat(xml.split("<testcase ")).hasSize(1 + 2 + 2 * 27 + 2 + 202 + 1);
    }

    @Test
    void reportsTheFlipsAgainstARunThatNoLimitNames() throws IOException {
        run("deployment=old");
        var before = firstRun();

        var run = run("against=" + before);

        assertThat(run.test("mine large q-1309").message())
                .isEqualTo("lost against " + before
                        + ": was right, now WRONG, expected 2, found 3 (only number of the last"
                        + " line); the evalset is FAIL");
        assertThat(run.test("mine large q-13").status()).isEqualTo("passed");
        assertThat(run.test("mine large more flips").status()).isEqualTo("skipped");
    }

    /** Question 5 is right at first and wrong then. */
    @Test
    void saysInHowManyRepeatsTheQuestionsOfABlockAreWrong() throws IOException {
        changing = 5;

        var run = run("repeats=2");

        assertThat(run.test("mine large questions 1 to 50").printed()).isEqualTo("""
                5 of 50 wrong in at least one of 2 repeats, 4 of them in all; of all 90.9 % right on average, allowed at least \
                1100/1319; the evalset is FAIL
                  q-5: WRONG, expected 2, found 3 (only number of the last line); wrong in 1 of 2 repeats
                  q-11: WRONG, expected 2, found 3 (only number of the last line); wrong in 2 of 2 repeats
                  q-22: WRONG, expected 2, found 3 (only number of the last line); wrong in 2 of 2 repeats
                  q-33: WRONG, expected 2, found 3 (only number of the last line); wrong in 2 of 2 repeats
                  q-44: WRONG, expected 2, found 3 (only number of the last line); wrong in 2 of 2 repeats""");
        assertThat(run.with("failed")).containsExactly("mine large q-22");
    }
}
