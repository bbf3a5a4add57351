package dev.assay.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan;
import dev.assay.recording.Provenance;
import dev.assay.report.RepeatedRuns;
import dev.assay.report.Runs;
import dev.assay.report.words.Language;
import dev.assay.report.words.Phrase;
import dev.assay.testing.Plans;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Isolated(Golden.WHY_ALONE)
class SummaryTest {
    @ParameterizedTest
    @EnumSource(Language.class)
    void showsEveryKindOfRow(Language language) {
        Golden.assertSame(language.file(), () -> Summary.of(Runs.mixed(), language));
    }

    /** DESIGN §3. */
    @Test
    void usesTheWordsOfTheGlossary() {
        assertThat(words(Language.ENGLISH))
                .containsExactly(
                        "PASS", "FAIL", "UNMEASURED (why)", "INCONCLUSIVE", "measured", "recorded", "modelled");
        assertThat(words(Language.CHINESE)).containsExactly("通过", "不达标", "未测得", "样本不足", "实测", "回放", "推算");
    }

    private static List<String> words(Language language) {
        var verdicts = Stream.of(
                        new Verdict.Pass(),
                        new Verdict.Fail(),
                        new Verdict.Unmeasured("why", "Do."),
                        new Verdict.Inconclusive("why", "Do."))
                .map(language::say);
        return Stream.concat(verdicts, Stream.of(Provenance.values()).map(language::say))
                .toList();
    }

    @Test
    void saysInOneLineThatEverythingIsPassed() {
        var row = Runs.passingEvalset();

        assertThat(Summary.of(run(row), Language.ENGLISH))
                .startsWith("# Assay: 1 PASS\n\nEvery planned test has the verdict PASS: 1\n\n## Run\n\n- Run: r-1\n")
                .doesNotContain("## Not passed", "## Answers that are not correct");
        assertThat(Summary.of(run(row), Language.CHINESE))
                .startsWith("# Assay: 1 通过\n\n所有计划的测试均为通过：1\n\n## 运行\n\n- 运行：r-1\n");
        assertThat(Summary.of(
                        new RunVerdict("r-1", "tapes", new Plan(List.of(row.planned()), true), List.of(row)),
                        Language.ENGLISH))
                .contains("\n\nEvery planned test has the verdict PASS: 1 (PARTIAL: only the selected tests ran)\n");
    }

    @Test
    void beginsWithWhatIsNotPassedAndByHowMuch() {
        assertThat(Summary.of(run(Runs.failingCell()), Language.ENGLISH)).startsWith("""
                        # Assay: 1 FAIL

                        ## Not passed

                        - FAIL smollm2-135m c4: tpot.mean 10.000 ms, allowed at most 9.5 ms, n=2 (1 more limit missed)\
                         (recorded 2026-11-21)
                          - FAIL tpot.mean 10.000 ms: 0.500 ms (5.3 %) above the limit
                          - FAIL ttft.mean 660.188 ms: 240.188 ms (57.2 %) above the limit

                        ## Run
                        """);
        assertThat(Summary.of(run(Runs.failingEvalset()), Language.CHINESE))
                .contains("n=5；低于阈值 40.0 pp\n  - 原文：FAIL smollm2-135m first_light_v1: ");
    }

    @Test
    void listsWhatIsRedBeforeWhatIsOnlyShown() {
        var tests = List.of(Runs.toldCell(), Runs.undecidedCell(), Runs.unmeasuredCell(), Runs.failingEvalset());
        var run = new RunVerdict(
                "r-1",
                "tapes",
                new Plan(tests.stream().map(TestVerdict::planned).toList(), false),
                tests);

        assertThat(Summary.of(run, Language.ENGLISH)
                        .lines()
                        .takeWhile(line -> !line.equals("## Run"))
                        .filter(line -> line.startsWith("- "))
                        .map(line -> line.replaceAll("^- ([A-Za-z ]+) smollm2.*", "$1")))
                .containsExactly("FAIL", "UNMEASURED", "INCONCLUSIVE", "would FAIL");
    }

    @Test
    void marksQuantilesForWhichTheRequestsAreTooFew() {
        assertThat(Summary.of(run(Runs.fortyRequests()), Language.ENGLISH))
                .contains(
                        "\n| smollm2-135m c4 | ttft (ms) | 40 | 20.500 | 20.500 (14.000 to 27.000) | 36.100 (32.000 to 40.000) |"
                                + " 39.610 † |\n")
                .contains("\n| smollm2-135m c4 | itl (ms) | 40 | 10.000 | 10.000 | 10.000 | 10.000 † |\n")
                .contains(
                        "\n- † too few requests for this quantile, so that the value is only of these requests; needed:"
                                + " p50 5, p90 29, p99 299\n");
        assertThat(Summary.of(run(Runs.fortyRequests()), Language.CHINESE))
                .contains("\n### 分位数\n\n| 场景 | 指标 | 请求数 | 平均 | p50 | p90 | p99 |\n");
    }

    @Test
    void definesOnlyTheFiguresThatThePageHas() {
        var page = Summary.of(run(Runs.cellWithObjectives()), Language.ENGLISH);

        assertThat(page.substring(page.indexOf("## Definitions of the figures")))
                .contains("\n- goodput (/s): ", "\n- ttft (ms): ", "docs/figures.md")
                .doesNotContain("energy", "preemptions");
    }

    @Test
    void saysInWhatAServerWasAllowedToDiffer() {
        assertThat(Summary.of(run(Runs.changedCell()), Language.ENGLISH))
                .contains(
                        "\n- Changed, and allowed with -Dassay.allow-difference: smollm2-135m engine-version 0.33.0 instead of"
                                + " 0.32.0\n");
    }

    @Test
    void tellsTwoTestsOfOneEvalsetApart() {
        var tests = List.of(Runs.passingEvalset(), Runs.renamedEvalset());
        var run = new RunVerdict(
                "r-1",
                "recordings in tapes",
                new Plan(tests.stream().map(TestVerdict::planned).toList(), false),
                tests);

        var summary = Summary.of(run, Language.ENGLISH);

        assertThat(summary).contains("""
                ### first_light_v1 · First light

                | precision | model | correct / answers | accuracy | Notes |
                |---|---|---|---|---|
                | bf16 | HuggingFaceTB/SmolLM2-135M-Instruct | 1 / 1 | 1.000 | smollm2-135m PASS; recorded; CORRECT 1 |
                | bf16 | HuggingFaceTB/SmolLM2-135M-Instruct | 1 / 1 | 1.000 | smollm2-135m alone PASS; recorded; CORRECT 1 |
                """);
        assertThat(summary).contains("| smollm2-135m alone (first_light_v1) | 1 |");
    }

    @Test
    void saysThatNothingWasJudged() {
        var run = new RunVerdict("r-1", "recordings in tapes", new Plan(List.of(), false), List.of());

        assertThat(Summary.of(run, Language.ENGLISH)).startsWith("""
                        # Assay: nothing was judged

                        ## Run

                        - Run: r-1
                        - Provenance: nothing was judged
                        - Target: recordings in tapes
                        - Judged against: the limits of thresholds.yaml; no baseline
                        - All results: result.json

                        ## Definitions of the figures
                        """);
    }

    @Test
    void tellsWhatIsNotEnforced() {
        var english = Summary.of(run(Runs.toldCell()), Language.ENGLISH);
        var chinese = Summary.of(run(Runs.toldCell()), Language.CHINESE);

        assertThat(english)
                .startsWith("# Assay: 1 would FAIL\n")
                .contains(
                        "| smollm2-135m c4 | would FAIL | recorded | would FAIL tpot.mean 10.000 ms; ≤ 9.5 ms; n=1 |\n")
                .contains("| c4 would FAIL; recorded; ");
        assertThat(chinese)
                .startsWith("# Assay: 1 不达标（仅提示，不作门禁）\n")
                .contains("| smollm2-135m c4 | 不达标（仅提示，不作门禁） | 回放 |"
                        + " 不达标（仅提示，不作门禁） tpot.mean 10.000 ms；≤ 9.5 ms；n=1 |\n");
    }

    @Test
    void showsTheSteadyPartOfACellInATableOfItsOwn() {
        assertThat(Summary.of(run(Runs.steadyCell()), Language.ENGLISH))
                .contains("| PASS | recorded | PASS ttft.mean (steady) 20.000 ms; ≤ 20 ms; n=12<br>")
                .contains("### Steady window\n\n| load test | requests | ramp: requests / time |")
                .contains("| smollm2-135m c4 | 12 / 20 | 4 / 3.000 ms | 4 / 40.000 ms | 97.");
        assertThat(Summary.of(run(Runs.steadyCell()), Language.CHINESE))
                .contains("### 稳态窗口\n\n| 场景 | 请求数 | 爬升：请求数 / 时间 |");
    }

    @Test
    void showsWhatTheServerCountedInATableOfItsOwn() {
        assertThat(Summary.of(run(Runs.countedCell()), Language.ENGLISH))
                .contains("; cache hit rate: 0.0 %; ")
                .contains("### The server's own counters\n\n| load test | requests by finish reason | cache hit rate |")
                .contains(
                        "| smollm2-135m c4 | length 1 | 0.0 % | 0 | 25.0 % / 50.0 % | 1.5 / 2 | 0.0 / 0 | 4.8 tokens |"
                                + " 20.000 / – / – | 10.000 / – / – |\n");
        assertThat(Summary.of(run(Runs.unseenCell()), Language.CHINESE))
                .contains("### 服务端自己的计数\n\n| 场景 | 按结束原因的请求数 | 缓存命中率 |")
                .contains("| smollm2-135m c4 | 未采集 | – |");
        assertThat(Summary.of(run(Runs.steadyCell()), Language.ENGLISH)).doesNotContain("own counters");
    }

    @Test
    void saysWhatIsYetToBeCalibrated() {
        assertThat(Summary.of(run(Runs.evalsetToCalibrate()), Language.ENGLISH))
                .contains("| INCONCLUSIVE | recorded | INCONCLUSIVE accuracy 1/2 (95 % interval 9.5 % to 90.5 %);"
                        + " to calibrate; n=2<br>PASS truncated 0/2 (95 % interval 0.0 % to 65.8 %); ≤ 0; n=2 |\n");
        assertThat(Summary.of(run(Runs.evalsetToCalibrate()), Language.CHINESE))
                .contains(" 样本不足 accuracy 1/2（95 % 区间 9.5 % 至 90.5 %）；待校准；n=2<br>");
    }

    @Test
    void showsTheArgumentsOfTheFileWithoutTheirSecrets() {
        var summary = Summary.of(run(Runs.toldCell()), Language.ENGLISH);

        assertThat(summary)
                .contains("; serve command: not recorded; arguments in thresholds.yaml:"
                        + " --max-model-len 4096 --api-key … --hf-token … --enforce-eager |\n")
                .doesNotContain("sk-", "hf-1");
    }

    @Test
    void saysBesideTheFiguresWhatAuditsRemark() {
        assertThat(Summary.of(run(Runs.remarkedCell()), Language.ENGLISH))
                .contains("| c4 PASS; recorded; ")
                .contains("; serve command: not recorded; first reads: in 1 of 1 answers the first read brought several"
                        + " tokens (2.0 on average, counted by events of one token each): ttft is the time of the last"
                        + " of them, tpot of those that followed; coalesced reads: 2 of 3 events of output (66.7 %)"
                        + " came in one read with another, so the gaps between them were not seen |\n");
    }

    @Test
    void showsTheObjectivesOfACellThatHasThem() {
        assertThat(Summary.of(run(Runs.cellWithObjectives()), Language.ENGLISH))
                .contains("PASS | recorded | PASS goodput 1.667/s; ≥ 1/s; n=2 |\n")
                .contains("; objectives of each request: ttft 0.5 s, tpot 50 ms; ");
        assertThat(Summary.of(run(Runs.cellWithObjectives()), Language.CHINESE))
                .contains("；单请求目标：ttft 0.5 s, tpot 50 ms；");
    }

    @Test
    void showsTheThrottleOfACellThatHasOne() {
        var english = Summary.of(run(Runs.throttledCell()), Language.ENGLISH);
        var chinese = Summary.of(run(Runs.throttledCell()), Language.CHINESE);

        assertThat(english)
                .contains("| smollm2-135m c4 | completions | 256 | 3 | unique | 2, max-in-flight 1 | 2 | 1 |\n")
                .contains("; throttle: max-in-flight 1; ");
        assertThat(chinese)
                .contains("| smollm2-135m c4 | completions | 256 | 3 | 互不相同 | 2，限流：1 | 2 | 1 |\n")
                .contains("；限流：1；");
    }

    @Test
    void givesNoShareOfAnEvalsetThatIsNotWhole() {
        assertThat(Summary.of(run(Runs.unmeasuredEvalset()), Language.ENGLISH).lines())
                .contains(
                        "| bf16 | HuggingFaceTB/SmolLM2-135M-Instruct | – | – | smollm2-135m UNMEASURED (1 of 2 requests"
                                + " complete: 1 × HTTP_ERROR (first_light_v1-q-2: 503 overloaded \\| &lt;b&gt;)); recorded;"
                                + " CORRECT 1, TRANSPORT_ERROR 1 |");
    }

    @Test
    void namesACriticalQuestionBesideTheLimits() {
        var run = run(Runs.evalsetWithACriticalQuestion());

        assertThat(Summary.of(run, Language.ENGLISH).lines())
                .contains(
                        "| smollm2-135m first_light_v1 | FAIL | recorded | FAIL critical question q-2 WRONG, expected 42,"
                                + " found 41 (only number of the last line)<br>PASS accuracy 1/2 (95 % interval 9.5 % to 90.5 %);"
                                + " ≥ 50 %; n=2 |");
        assertThat(Summary.of(run, Language.CHINESE)).contains("（" + Language.CHINESE.say(Phrase.FAILURES) + "）<br>");
    }

    private static RunVerdict run(TestVerdict row) {
        return new RunVerdict("r-1", "recordings in tapes", new Plan(List.of(row.planned()), false), List.of(row));
    }

    /** What the gate says in English stands in lists, where it can be searched for. */
    @Test
    void hasNoEnglishSentenceInAChineseTable() {
        var tests = List.of(
                Runs.toldCell(),
                Runs.steadyCell(),
                Runs.countedCell(),
                Runs.unseenCell(),
                Runs.remarkedCell(),
                Runs.cellWithObjectives(),
                Runs.throttledCell(),
                Runs.evalsetToCalibrate(),
                Runs.unmeasuredEvalset(),
                Runs.failingEvalset(25),
                Runs.notRun(Plans.planned(Plans.accuracy(2))));

        assertThat(tests.stream()
                        .flatMap(test -> Summary.of(run(test), Language.CHINESE).lines())
                        .filter(line -> line.startsWith("|"))
                        .filter(line -> line.matches(".*[a-z]{2,} [a-z]{2,} [a-z]{2,}.*")))
                .isEmpty();
    }

    @Test
    void namesOnlyTheFirstOfManyAnswersThatAreNotCorrect() {
        var lines = Summary.of(run(Runs.failingEvalset(25)), Language.ENGLISH)
                .lines()
                .toList();

        assertThat(lines.subList(lines.indexOf("## Answers that are not correct"), lines.size()))
                .containsSequence(
                        "  - q-20 WRONG: expected 42, found 41 (only number of the last line)",
                        "  - 5 more, see result.json",
                        "");
    }

    @Test
    void showsARowThatWasNotRunInItsTable() {
        var row = Runs.notRun(Plans.planned(Plans.accuracy(2)));

        assertThat(Summary.of(run(row), Language.CHINESE).lines())
                .contains("| bf16 | HuggingFaceTB/SmolLM2-135M-Instruct | – | – |" + " smollm2-135m 未测得 |");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void showsRepeatsAndComparisons(Language language) {
        Golden.assertSame(
                language.file().replace("summary", "repeats"),
                () -> repeatsAndComparisons(RepeatedRuns.all(), language));
    }

    private static String repeatsAndComparisons(RunVerdict run, Language language) {
        return String.join("\n", RepeatsTables.of(run, language)) + "\n\n"
                + String.join("\n", ComparisonTables.of(run, language)) + "\n";
    }

    @Test
    void showsMeanAndSpreadOfARunSetInTheTables() {
        var english = Summary.of(RepeatedRuns.all(), Language.ENGLISH);

        assertThat(english)
                .contains(
                        "| 4 | 96.199 ± 11.448 (3) | 12800.000 ± 0.000 (3) | 94.180 ± 20.471 (3) | 20.000 ± 0.000 (3) |"
                                + " 42.000 ± 5.292 (3) | 11.000 ± 2.646 (3) |")
                .contains("\n- of a test that was measured several times: mean ± standard deviation over its repeats")
                .contains("| smollm2-135m c4, repeat 2 | none: a steady window needs 5 × concurrency = 20 requests")
                .contains("| 2, 2, 3 / 4 | 0.583 ± 0.144 (3) | smollm2-135m PASS; recorded |")
                .contains("\n- Judged against: the limits of thresholds.yaml; compared with: bf16, a score of 0.92 of"
                        + " 1319 questions\n");
        assertThat(Summary.of(RepeatedRuns.all(), Language.CHINESE))
                .contains("通过 tpot.mean 11.000 ms（3 次重复的平均值；sd 2.646 ms）；≤ 11 ms；n=12<br>")
                .contains("通过 qps 100.000/s（3 次重复的中位数；sd 11.448/s）；≥ 1/s；n=12 |")
                .contains("不达标 tpot.mean against bf16 12.050 ms（2 次重复的平均值；sd 0.071 ms）；容许差值：最多变差 3 %；n=2 |")
                .contains("\n- 判定依据：thresholds.yaml 的阈值；对照：bf16, a score of 0.92 of 1319 questions\n");
    }

    @Test
    void doesNotRepeatTheAuditThatSpoiltTheTest() {
        assertThat(AuditNotes.of(RepeatedRuns.spoiltLoadTest())).isEmpty();
    }
}
