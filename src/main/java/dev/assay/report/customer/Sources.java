package dev.assay.report.customer;

import dev.assay.plan.testspecs.TestSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Where the data come from, so that each number can be found again. */
record Sources(Edition edition, List<ReportedRun> runs, String thresholdsSha256) {
    List<String> lines(PictureLinks pictures) {
        var lines = new ArrayList<>(edition.table(
                List.of(
                        edition.say("run", "运行"),
                        edition.say("directory", "运行目录"),
                        edition.say("provenance", "来源"),
                        edition.say("tests", "测试项数"),
                        edition.say("scope", "范围"),
                        edition.say("commit of the gate's directory", "门禁目录的提交")),
                runs.stream().map(this::row).toList()));
        lines.add("");
        item(
                lines,
                edition.say(
                        "All verdicts are by the limits of thresholds.yaml, SHA-256 " + thresholdsSha256
                                + ". The runs were judged again for this page; no server was contacted.",
                        "全部判定按 thresholds.yaml 的阈值得出，其 SHA-256 为 " + thresholdsSha256 + "。本页由已有运行重新判定生成，没有连接任何服务。"));
        evalsets().forEach(line -> item(lines, line));
        published().forEach(line -> item(lines, line));
        if (edition.audience() == Audience.CUSTOMER) {
            item(
                    lines,
                    edition.say(
                            "This edition is for customers: addresses, folders, and names of hosts and users are left out (…).",
                            "本版本面向客户：地址、目录、主机名和用户名已省略（…）。"));
        }
        pictures.remarks(edition).forEach(remark -> item(lines, remark));
        return lines;
    }

    private void item(List<String> lines, String text) {
        lines.add("- " + edition.escaped(text));
    }

    private List<String> row(ReportedRun run) {
        var provenance = new LinkedHashSet<String>();
        run.tests().forEach(test -> provenance.add(edition.provenance(test.verdict())));
        return List.of(
                Integer.toString(run.number()),
                run.verdict().id(),
                provenance.isEmpty() ? edition.missing() : String.join(", ", provenance),
                Integer.toString(run.verdict().plan().tests().size()),
                run.verdict().plan().partial()
                        ? edition.say("PARTIAL", "部分运行")
                        : edition.say("all default tests", "全部默认测试"),
                edition.fact(run.environment().getOrDefault("git commit", "")));
    }

    private List<String> evalsets() {
        var lines = new LinkedHashSet<String>();
        runs.stream()
                .flatMap(run -> run.environment().entrySet().stream())
                .filter(fact ->
                        fact.getKey().startsWith("evalset ") && fact.getKey().endsWith(" sha256"))
                .forEach(fact -> lines.add(evalset(fact)));
        return List.copyOf(lines);
    }

    private String evalset(Map.Entry<String, String> fact) {
        var name = fact.getKey().substring("evalset ".length(), fact.getKey().length() - " sha256".length());
        return edition.say("evalset ", "评测集 ") + name + ": SHA-256 " + fact.getValue();
    }

    private List<String> published() {
        var lines = new LinkedHashSet<String>();
        runs.stream().flatMap(run -> run.tests().stream()).forEach(test -> {
            if (Edition.isModelled(test.verdict())
                    && test.verdict().planned().test() instanceof TestSpec.LoadTest loadTest
                    && loadTest.published() != null) {
                lines.add(edition.say("published figures of ", "公开数据 ")
                        + test.deployment()
                        + edition.say(": ", "：")
                        + loadTest.published().source());
            }
        });
        return List.copyOf(lines);
    }
}
