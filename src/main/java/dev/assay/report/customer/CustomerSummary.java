package dev.assay.report.customer;

import dev.assay.report.pictures.Picture;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A summary of several runs for people outside the team, in Markdown. Everything in it comes from the runs, except the blocks that people write.
 *
 * @param thresholdsSha256 the SHA-256 of the thresholds.yaml by which the runs were judged
 * @param names names of users and hosts that are left out for customers, besides those that the runs themselves have in addresses and paths
 */
public record CustomerSummary(
        List<ReportedRun> runs, Audience audience, String thresholdsSha256, Collection<String> names) {
    public CustomerSummary {
        runs = List.copyOf(runs);
        names = List.copyOf(names);
    }

    /** Returns the whole page, with the blocks that people wrote into an earlier one. */
    public String page(Language language, KeptBlocks kept, PictureLinks pictures) {
        var edition = edition(language);
        var results = Results.of(edition, runs);
        var lines = new ArrayList<String>();
        lines.add(KeptBlocks.head(audience));
        lines.add(
                "# " + edition.escaped(edition.say("Test summary", "测试总结") + edition.say(": ", "：") + models(edition)));
        section(lines, edition.say("Overview", "测试概览"), new Overview(edition, runs).lines());
        block(lines, edition.say("Notes", "说明"), KeptBlocks.Name.NOTES);
        section(lines, edition.say("What the figures mean", "指标说明"), definitions(edition));
        section(lines, edition.say("Results by precision", "结果汇总（按精度）"), results.lines());
        pictures.links()
                .forEach(link ->
                        lines.addAll(List.of("", "![" + edition.escaped(link.title()) + "](" + link.file() + ")")));
        section(lines, edition.say("How to read the results", "结果解读"), new Reading(edition, results.tests()).lines());
        block(lines, edition.say("Points to check", "复核要点"), KeptBlocks.Name.REVIEW);
        section(lines, edition.say("Environment", "环境"), new Environment(edition, results.tests()).lines());
        section(
                lines,
                edition.say("Where the data come from", "数据来源"),
                new Sources(edition, runs, thresholdsSha256).lines(pictures));
        block(lines, edition.say("Next steps", "下一步"), KeptBlocks.Name.NEXT);
        return kept.into(String.join("\n", lines) + "\n");
    }

    /**
     * Returns the pictures of the page by the names of their files.
     *
     * @param labels the language of their labels, which is another than the page's only if no font has its characters
     */
    public Map<String, Picture> pictures(Language language, Language labels) {
        var pictures = new LinkedHashMap<String, Picture>();
        CustomerPictures.of(edition(labels), runs)
                .forEach((name, picture) -> pictures.put(name + CustomerPictures.ending(language), picture));
        return pictures;
    }

    /** Returns whether a block that a person wrote has something that customers must not see. */
    public boolean touches(String text) {
        return audience == Audience.CUSTOMER && redaction().touches(text);
    }

    Edition edition(Language language) {
        return new Edition(language, audience, redaction());
    }

    /** Whatever a server, a file or the environment said may be quoted somewhere. */
    private Redaction redaction() {
        var quoted = new LinkedHashSet<String>();
        for (var run : runs) {
            quoted.add(run.verdict().target());
            quoted.addAll(run.environment().values());
            for (var test : run.tests()) {
                test.verdict()
                        .headers()
                        .forEach(header -> quoted.addAll(header.server().values()));
                quoted.add(test.verdict().planned().deployment().model());
            }
        }
        var hosts = runs.stream()
                .flatMap(run -> run.environment().entrySet().stream())
                .filter(fact -> fact.getKey().matches("(?i)(.* )?(host|hostname|host name|user|username)"))
                .map(Map.Entry::getValue);
        return Redaction.of(quoted, Stream.concat(names.stream(), hosts).toList());
    }

    private String models(Edition edition) {
        return runs.stream()
                .flatMap(run -> run.tests().stream())
                .map(test -> edition.model(test.verdict().planned().deployment().model()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static void section(List<String> lines, String title, List<String> content) {
        lines.addAll(List.of("", "## " + title, ""));
        lines.addAll(content);
    }

    private static void block(List<String> lines, String title, KeptBlocks.Name name) {
        lines.addAll(List.of("", "## " + title, "", name.begin(), name.end()));
    }

    private static List<String> definitions(Edition edition) {
        return Stream.of(
                        edition.say("QPS: completed requests / (last ended − first sent)", "QPS：完成的请求数 /（最后结束 − 最先发出）"),
                        edition.say(
                                "Prompt TPS: Σ input tokens / Σ TTFT; above 1 in flight, TTFT has the wait for other requests in it",
                                "Prompt TPS：Σ 输入 tokens / Σ TTFT；并发大于 1 时 TTFT 含等待其他请求的时间"),
                        edition.say(
                                "Decode TPS: 1 / TPOT of each request, mean over the requests; not the throughput of the server",
                                "Decode TPS：单请求 1 / TPOT，对各请求取平均；不是服务的总吞吐"),
                        edition.say(
                                "TTFT: time to first token, first read with output − sent",
                                "TTFT：首 token 时延，首次读到输出 − 发出请求"),
                        edition.say(
                                "E2E: last read with output or a finish reason − sent",
                                "E2E：端到端时延，最后一次读到输出或结束原因 − 发出请求"),
                        edition.say(
                                "TPOT: time per output token after the first read, (E2E − TTFT) / (n − tokens of the first read)",
                                "TPOT：每个后续 token 的时间，(E2E − TTFT) /（n − 首次读到的 tokens）"),
                        edition.say(
                                "Times without p50, p90 or p99 are means over the requests. All formulas: docs/figures.md of Assay",
                                "未注明 p50、p90、p99 的时间为各请求的平均值。全部公式见 Assay 的文档 docs/figures.md"),
                        edition.say(
                                "Accuracy: correct answers / answers, with a 95 % interval (Wilson); a failed request makes the evalset UNMEASURED",
                                "准确率：正确回答数 / 回答数，附 95 % 区间（Wilson）；请求失败时该评测集判为未测得"),
                        edition.say(
                                "Verdicts: PASS all limits kept; FAIL a limit missed; UNMEASURED the measurement cannot be used; INCONCLUSIVE too few samples",
                                "判定：通过＝满足全部阈值；不达标＝有阈值未满足；未测得＝测量结果不可用；样本不足＝样本太少，不能判定"),
                        edition.say(
                                "Provenance: measured on a live server; recorded earlier and judged again; modelled from published figures",
                                "来源：实测＝在运行中的服务上测得；回放＝由早先的记录重新判定；推算＝引用公开数据，未测量"))
                .map(line -> "- " + Markdown.text(line))
                .toList();
    }
}
