package dev.assay.report.customer;

import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Judge;
import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.thresholds.Unit;
import dev.assay.report.RepeatedRuns;
import dev.assay.report.Runs;
import dev.assay.report.words.Language;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CustomerSummaryTest {
    private static final String SHA = "0".repeat(64);
    /** What may stand nowhere in a page for customers. */
    private static final List<String> SECRETS = List.of(
            "10.20.30.40",
            "gpu-node-7",
            "lab.internal",
            "alice",
            "bob",
            "/home",
            "/mnt",
            "/srv",
            "hf_planted",
            "sk-planted",
            "8443",
            "2001:db8");

    private static ReportedRun run(int number, TestVerdict... tests) {
        return run(number, Map.of(), false, tests);
    }

    private static ReportedRun run(int number, Map<String, String> environment, boolean partial, TestVerdict... tests) {
        var all = List.of(tests);
        var plan = new Plan(all.stream().map(TestVerdict::planned).toList(), partial);
        return new ReportedRun(
                number, new RunVerdict("r-" + number, "recordings in tapes", true, plan, all), environment);
    }

    private static String page(Language language, ReportedRun... runs) {
        return new CustomerSummary(List.of(runs), Audience.CUSTOMER, SHA, List.of())
                .page(language, KeptBlocks.none(), PictureLinks.none());
    }

    /** Returns an evalset of forty questions, of which so many are right. */
    private static TestVerdict forty(String deployment, int right) {
        var traces = new ArrayList<Trace>();
        for (var question = 1; question <= 40; question++) {
            traces.add(Traces.trace("first_light_v1-q-" + question)
                    .role(1)
                    .says(2, question <= right ? "42" : "41")
                    .finish(3, "stop")
                    .usage(30, 6)
                    .done()
                    .build());
        }
        return Judge.judge(
                Plans.planned(deployment, Plans.accuracy(40, min("accuracy", 0.5, Unit.SHARE, "20/40"))),
                Plans.recording(traces));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void hasTheSameSectionsInBothLanguages(Language language) {
        var headings = page(language, run(1, forty("fp8", 35)))
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();

        assertThat(headings)
                .isEqualTo(
                        switch (language) {
                            case ENGLISH ->
                                List.of(
                                        "Overview",
                                        "Notes",
                                        "What the figures mean",
                                        "Results by precision",
                                        "How to read the results",
                                        "Points to check",
                                        "Environment",
                                        "Where the data come from",
                                        "Next steps");
                            case CHINESE ->
                                List.of("测试概览", "说明", "指标说明", "结果汇总（按精度）", "结果解读", "复核要点", "环境", "数据来源", "下一步");
                        });
    }

    @Test
    void saysThatFortyQuestionsCannotTellTwoDeploymentsApart() {
        var runs = new ReportedRun[] {run(1, forty("fp8", 35)), run(2, forty("nvfp4", 34))};

        assertThat(page(Language.CHINESE, runs))
                .contains("| bf16 | fp8 | 35/40 | 87.5 % | 73.9 % 至 94.5 % | 通过 | 回放 | 1 |\n")
                .contains("| bf16 | nvfp4 | 34/40 | 85.0 % | 70.9 % 至 92.9 % | 通过 | 回放 | 2 |\n")
                .contains("- first_light_v1：fp8 35/40，nvfp4 34/40；仅前者答对 1 题，仅后者答对 0 题（精确 McNemar p = 1.0000；")
                .contains("。这 40 题不能区分两者，也不能证明两者相同。\n");
        assertThat(page(Language.ENGLISH, runs))
                .contains(" These 40 questions cannot tell the two apart. That does not prove that they are equal.\n");
    }

    @Test
    void saysWhichDeploymentAnswersBetterOnlyIfTheQuestionsShowIt() {
        assertThat(page(Language.ENGLISH, run(1, forty("fp8", 36), forty("nvfp4", 12))))
                .contains("right only by the first: 24, only by the second: 0 (exact McNemar p &lt; 0.0001; ")
                .contains(". On these questions fp8 answers better.\n")
                .contains(
                        "\n- FAIL nvfp4 first_light_v1 (run 1)\n  - FAIL accuracy 12/40 (95 % interval 18.1 % to 45.4 %);"
                                + " allowed ≥ 20/40; n=40; 20.0 pp below the limit\n");
    }

    @Test
    void callsNoDifferenceOfSpeedOneFromASingleStart() {
        var cell = Plans.loadTest(2, 3, max("tpot.mean", 100, Unit.MILLISECONDS, "100 ms"));
        var slow = Judge.judge(
                Plans.planned("slow", cell),
                Plans.recording(List.of(Traces.whole("c4-001", 0, 20, 20, 3), Traces.whole("c4-002", 5, 20, 20, 3))));
        var fast = Judge.judge(
                Plans.planned("fast", cell),
                Plans.recording(List.of(Traces.whole("c4-001", 0, 20, 10, 3), Traces.whole("c4-002", 5, 20, 10, 3))));

        assertThat(page(Language.CHINESE, run(1, slow, fast)))
                .contains("- c4：fast 相对 slow：QPS ")
                .contains("TPOT −50.0 %")
                .contains("双方各只有一次服务启动的测量，启动之间的波动未知，因此不能判断哪一个更快。GPU 未采集齐全，不能确认双方硬件相同。\n");
    }

    /** Returns a load test at three starts, at which a token takes these times. */
    private static TestVerdict repeated(String deployment, double... gaps) {
        var repeats = new ArrayList<Repeat>();
        for (var i = 0; i < gaps.length; i++) {
            var recording = Plans.started(
                    Plans.recording(List.of(Traces.whole("c4-001", 0, 20, gaps[i], 3))),
                    "2026-11-2" + i + "T00:00:00Z");
            repeats.add(new Repeat.Recorded(i + 1, "r-" + i, () -> recording));
        }
        var cell = Plans.loadTest(1, 3, max("tpot.mean", 100, Unit.MILLISECONDS, "100 ms"));
        return Judge.judge(Plans.planned(deployment, cell), repeats, References.NONE);
    }

    @Test
    void comparesWhatWasMeasuredAtSeveralStartsWithAnInterval() {
        assertThat(page(Language.CHINESE, run(1, repeated("bf16", 20, 20.1, 19.9), repeated("fp8", 10, 10.1, 9.9))))
                .contains("- c4：fp8 相对 bf16：TPOT −50.0 %（−51.0 至 −49.0 %）。区间按服务启动之间的波动计算，各为 95 %。");
        assertThat(page(Language.ENGLISH, run(1, repeated("bf16", 20, 21, 19), repeated("fp8", 20.5, 19.5, 20.6))))
                .containsPattern(
                        "- c4: fp8 against bf16: TPOT \\+1\\.[0-9] % \\(−[0-9.]+ to \\+[0-9.]+ %\\), cannot be told apart\\."
                                + " Intervals are between starts, 95 % each\\.");
    }

    @Test
    void hidesNoVerdictThatIsNotPassed() {
        var missing = Plans.planned("gone", Plans.loadTest(8, 3));
        var mixed = new RunVerdict(
                "r-1",
                "recordings in tapes",
                true,
                new Plan(
                        Stream.concat(
                                        Stream.of(missing),
                                        Stream.of(Runs.failingCell(), Runs.unmeasuredCell(), Runs.undecidedCell())
                                                .map(TestVerdict::planned))
                                .toList(),
                        true),
                List.of(Runs.failingCell(), Runs.unmeasuredCell(), Runs.undecidedCell()));
        var summary =
                new CustomerSummary(List.of(new ReportedRun(1, mixed, Map.of())), Audience.CUSTOMER, SHA, List.of());

        assertThat(summary.page(Language.CHINESE, KeptBlocks.none(), PictureLinks.none()))
                .contains("- 判定：1 不达标 · 1 未测得 · 1 样本不足 · 1 没有判定\n")
                .contains("- 运行 1 是部分运行：只运行了计划中选中的测试。\n")
                .contains("\n  - 不达标 TPOT 平均 10.000 ms；要求 ≤ 9.5 ms；n=2；高出阈值 0.500 ms（5.3 %）\n")
                .contains("\n- 未测得 smollm2-135m c4（运行 1）\n  - 测量未通过以下审计：请求完整性")
                .contains("\n- 样本不足 smollm2-135m c4（运行 1）\n")
                .contains("\n- 没有判定 gone c4（运行 1）\n")
                .contains("| 未采集 |");
    }

    @Test
    void saysHowManyQuestionsALimitThatComparesLostAndGained() {
        var runs = List.of(new ReportedRun(1, RepeatedRuns.all(), Map.of()));
        var summary = new CustomerSummary(runs, Audience.CUSTOMER, SHA, List.of());

        assertThat(summary.page(Language.CHINESE, KeptBlocks.none(), PictureLinks.none()))
                .containsPattern("\\n  - [^\\n]+；对照 bf16；容许差值 [0-9]+ pp；n=[0-9]+；由对变错 [0-9]+ 题，由错变对 [0-9]+ 题\\n")
                .contains("多次测量的测试，表中为平均值 ± 标准差（次数）。");
    }

    @Test
    void saysThatNothingIsLeftIfEverythingIsPassed() {
        assertThat(page(Language.CHINESE, run(1, forty("fp8", 35)))).contains("\n### 未通过项\n\n无。\n");
    }

    @Test
    void marksQuantilesForWhichTheRequestsAreTooFew() {
        assertThat(page(Language.CHINESE, run(1, Runs.steadyCell())))
                .contains("| bf16 | smollm2-135m | 4 | 20.000 | 25.000 † | 25.000 † |")
                .contains("\n- † 请求数太少，该值只描述这些请求本身，不能代表分位数；所需请求数：p50 5, p90 29, p99 299\n");
    }

    @Test
    void keepsTheBlocksOfPeople() {
        var summary = new CustomerSummary(List.of(run(1, forty("fp8", 35))), Audience.CUSTOMER, SHA, List.of());
        var kept = new KeptBlocks(Map.of(KeptBlocks.Name.REVIEW, "\n请核对 GPU 型号。\n\n"));

        assertThat(summary.page(Language.CHINESE, kept, PictureLinks.none()))
                .contains("## 复核要点\n\n<!-- assay:begin review -->\n\n请核对 GPU 型号。\n\n<!-- assay:end review -->\n");
    }

    @Test
    void hasNoEnglishSentenceInChinese() {
        var page = page(
                Language.CHINESE,
                run(
                        1,
                        Runs.failingCell(),
                        Runs.unmeasuredCell(),
                        Runs.undecidedCell(),
                        Runs.unmeasuredEvalset(),
                        Runs.evalsetWithACriticalQuestion(),
                        Runs.countedCell(),
                        Runs.remarkedCell(),
                        Runs.texts(),
                        Runs.throttledCell()));

        assertThat(page.lines()
                        .filter(line -> !line.startsWith("<!--"))
                        .filter(line -> line.matches(".*[a-z]{2,} [a-z]{2,} [a-z]{2,}.*")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void leavesOutForCustomersWhatIsPlantedAnywhere(Language language) {
        var page = new CustomerSummary(List.of(planted()), Audience.CUSTOMER, SHA, List.of("bob"))
                .page(
                        language,
                        KeptBlocks.none(),
                        new PictureLinks(List.of(), false, "/home/alice/fonts cannot be read"));

        assertThat(SECRETS).allSatisfy(secret -> assertThat(page).doesNotContainIgnoringCase(secret));
        assertThat(page).contains("qwen3-32b-nvfp4", "--max-model-len 4096");
    }

    @Test
    void tellsTheTeamWhatTheServerSaid() {
        var page = new CustomerSummary(List.of(planted()), Audience.TEAM, SHA, List.of())
                .page(Language.ENGLISH, KeptBlocks.none(), PictureLinks.none());

        assertThat(page)
                .startsWith("<!-- assay:customer-summary/1 audience=team -->\n")
                .contains("/mnt/data/models/qwen3-32b-nvfp4", "gpu-node-7.lab.internal");
    }

    /** Returns a run with a secret in each fact and in each text of the server. */
    private static ReportedRun planted() {
        var server = new java.util.LinkedHashMap<String, String>();
        for (var key : List.of(
                "gpu",
                "driver",
                "mig",
                "tensor-parallel-size",
                "gpu-memory-utilization",
                "start",
                "version",
                "engine",
                "command",
                "variables",
                "owned-by")) {
            server.put(key, key + " at http://10.20.30.40:8443/v1 on gpu-node-7 by alice, /srv/secret/" + key);
        }
        server.put("model", "/mnt/data/models/qwen3-32b-nvfp4");
        server.put(
                "arguments",
                "--max-model-len 4096 --host 10.20.30.40 --api-key sk-planted-1 --hf-token=hf_planted1 --download-dir"
                        + " /home/alice/hub --master-addr gpu-node-7.lab.internal:8443 --kv '{\"ip\":\"2001:db8::7\"}'");
        server.put("image", "registry.lab.internal:8443/team/vllm-openai:v0.12.0");
        var failed = Traces.trace("c4-001")
                .ending(new Ending.HttpError(
                        503, "http://bob:pw@10.20.30.40:8443 down; see /home/alice/log on gpu-node-7"))
                .build();
        var cell = Plans.loadTest(1, 3, max("tpot.mean", 9.5, Unit.MILLISECONDS, "9.5 ms"));
        var planned = Plans.planned("qwen3-alice", cell);
        var tests = List.of(
                Judge.judge(planned, Plans.recordingOf(server, List.of(failed))),
                Judge.judge(
                        Plans.planned("gpu-node-7-fp8", cell),
                        Plans.recordingOf(server, List.of(Traces.whole("c4-001", 0, 20, 10, 3)))));
        var plan = new Plan(
                tests.stream()
                        .map(TestVerdict::planned)
                        .map(Planned.class::cast)
                        .toList(),
                false);
        return new ReportedRun(
                1,
                new RunVerdict("r-1", "finished run /home/alice/assay/runs/r-1", true, plan, tests),
                Map.of(
                        "target", "http://gpu-node-7.lab.internal:8443",
                        "host", "gpu-node-7",
                        "git commit", "made in /home/alice/gate",
                        "evalset first sha256", "/srv/first.jsonl"));
    }

    @Test
    void showsNoFigureOfWhatIsUnmeasured() {
        var page = page(Language.ENGLISH, run(1, Runs.fortyRequests()));

        assertThat(page)
                .contains("UNMEASURED smollm2-135m c4")
                .contains("| bf16 | smollm2-135m | 4 | – | – | – | – | – | – | 40 | UNMEASURED | recorded | 1 |")
                .doesNotContain("20.500", "TTFT p50");
    }
}
