package dev.assay.report.customer;

import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Provenance;
import dev.assay.report.summary.settings.SettingWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** What was tested, and what came of it: the verdicts first. */
record Overview(Edition edition, List<ReportedRun> runs) {
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("- " + edition.escaped(edition.say("Verdicts: ", "判定：") + counts(tests())));
        if (tests().stream().anyMatch(test -> provenance(test.verdict(), Provenance.MODELLED))) {
            lines.add("- "
                    + edition.escaped(edition.say(
                            "Rows with the provenance 'modelled' repeat published figures. Nothing of them was measured, and they have no verdict.",
                            "来源为“推算”的行只引用公开发表的数据，没有经过测量，也没有判定。")));
        }
        if (tests().stream().anyMatch(test -> provenance(test.verdict(), Provenance.RECORDED))) {
            lines.add("- "
                    + edition.escaped(edition.say(
                            "Rows with the provenance 'recorded' were measured at the time that stands beside them, and judged again from the recording."
                                    + " They do not say how fast a server is today.",
                            "来源为“回放”的行是在所列时间测得的记录，本次重新判定，不代表服务当前的速度。")));
        }
        runs.stream()
                .filter(run -> run.verdict().plan().partial())
                .forEach(run -> lines.add("- "
                        + edition.escaped(edition.say(
                                "Run " + run.number() + " is PARTIAL: only selected tests of the plan ran.",
                                "运行 " + run.number() + " 是部分运行：只运行了计划中选中的测试。"))));
        lines.add("");
        lines.addAll(deployments());
        var workloads = workloads();
        if (!workloads.isEmpty()) {
            lines.add("");
            workloads.forEach(line -> lines.add("- " + edition.escaped(line)));
        }
        lines.add("");
        lines.add("### " + edition.say("Not passed", "未通过项"));
        lines.add("");
        var open = new NotPassedLines(edition).of(runs);
        lines.addAll(open.isEmpty() ? List.of(edition.say("None.", "无。")) : open);
        return lines;
    }

    private List<ReportedRun.Test> tests() {
        return runs.stream().flatMap(run -> run.tests().stream()).toList();
    }

    private static boolean provenance(TestVerdict test, Provenance provenance) {
        return test.header().filter(header -> header.provenance() == provenance).isPresent();
    }

    private String counts(List<ReportedRun.Test> tests) {
        var counts = new LinkedHashMap<String, Integer>();
        tests.stream()
                .sorted(Comparator.comparingInt(
                        (ReportedRun.Test test) -> rank(test.verdict().verdict())))
                .forEach(test -> counts.merge(edition.word(test.verdict()), 1, Integer::sum));
        var missing =
                runs.stream().mapToInt(run -> run.verdict().missing().size()).sum();
        if (missing > 0) {
            counts.put(edition.say("NO VERDICT", "没有判定"), missing);
        }
        return counts.isEmpty()
                ? edition.say("nothing was judged", "未作任何判定")
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(" · "));
    }

    private static int rank(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fail ignored -> 0;
            case Verdict.Unmeasured ignored -> 1;
            case Verdict.Inconclusive ignored -> 2;
            case Verdict.Pass ignored -> 3;
        };
    }

    private List<String> deployments() {
        var groups = new LinkedHashMap<Deployment, List<ReportedRun.Test>>();
        for (var test : tests()) {
            groups.computeIfAbsent(test.verdict().planned().deployment(), key -> new ArrayList<>())
                    .add(test);
        }
        var rows = new ArrayList<List<String>>();
        groups.forEach((deployment, tests) -> rows.add(List.of(
                deployment.precision(),
                edition.model(deployment.model()),
                deployment.name(),
                Integer.toString(tests.size()),
                counts(tests),
                distinct(tests.stream()
                        .map(test -> edition.provenance(test.verdict()))
                        .toList()),
                distinct(tests.stream()
                        .filter(test -> !Edition.isModelled(test.verdict()))
                        .flatMap(test -> test.verdict().headers().stream())
                        .map(header -> header.started().toString().substring(0, 10))
                        .sorted()
                        .toList()))));
        return edition.table(
                List.of(
                        edition.say("precision", "精度"),
                        edition.say("model", "模型"),
                        edition.say("deployment", "部署"),
                        edition.say("tests", "测试项数"),
                        edition.say("verdicts", "判定"),
                        edition.say("provenance", "来源"),
                        edition.say("measured on", "测量日期")),
                rows);
    }

    private String distinct(List<String> values) {
        return values.isEmpty() ? edition.missing() : String.join(", ", new LinkedHashSet<>(values));
    }

    private List<String> workloads() {
        var lines = new LinkedHashSet<String>();
        for (var test : tests()) {
            switch (test.verdict().planned().test()) {
                case TestSpec.LoadTest loadTest ->
                    lines.add(edition.say("load: ", "性能：")
                            + edition.say("input ", "输入 ") + loadTest.workload().input() + " tokens"
                            + edition.say(", output ", "，输出 ")
                            + loadTest.workload().output() + " tokens"
                            + edition.say(", prompts ", "，提示词")
                            + SettingWords.prompts(loadTest, edition.language()));
                case TestSpec.Accuracy accuracy ->
                    lines.add(edition.say("accuracy: ", "准确率：")
                            + accuracy.evalset().name()
                            + edition.say(", questions: ", "，题数 ")
                            + accuracy.evalset().questions().size());
                case LogProbabilities ignored -> {
                    // Its table says it.
                }
                case Protocol ignored -> {
                    // It is the same for every deployment.
                }
            }
        }
        return List.copyOf(lines);
    }
}
