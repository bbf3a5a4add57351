package dev.assay.report.page;

import dev.assay.report.page.answers.AccuracySection;
import dev.assay.report.page.compared.ComparedSection;
import dev.assay.report.page.facts.Facts;
import dev.assay.report.page.loads.LoadSections;
import dev.assay.report.page.texts.TextsSection;
import dev.assay.report.page.top.PageHead;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Said;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the template of the page shows.
 *
 * @param title the text of the browser's tab
 * @param data what the scripts of the page draw, as JSON that can stand in a script element
 */
public record PageModel(
        String title,
        PageHead head,
        ComparedSection compared,
        AccuracySection accuracy,
        TextsSection texts,
        LoadSections loads,
        Facts facts,
        String data,
        PageScripts scripts) {
    private static final PageScripts SCRIPTS = PageScripts.of("loads", "answers", "texts", "questions");

    /** Returns the parts of the page that are there, by their ids. */
    public Map<String, Said> sections() {
        var sections = new LinkedHashMap<String, Said>();
        if (!head.open().isEmpty()) {
            sections.put("not-passed", Said.of("not passed", "未通过项"));
        }
        if (!head.notShown().isEmpty()) {
            sections.put("not-shown", Said.of("what this run does not show", "不能说明什么"));
        }
        sections.put("verdicts", Said.of("all verdicts", "全部判定"));
        sections.put("audits", Said.of("audits", "审计"));
        if (!compared.isEmpty()) {
            sections.put("compared", Said.of("comparison", "对比"));
        }
        if (!accuracy.rates().isEmpty()) {
            sections.put("accuracy", Said.of("accuracy", "准确率"));
        }
        if (!texts.rows().isEmpty()) {
            sections.put("texts", Said.of("log-probabilities", "对数概率"));
        }
        if (!loads.tests().isEmpty()) {
            sections.put("loads", Said.of("load tests", "性能"));
        }
        if (facts.protocol().isPresent()) {
            sections.put("protocol", Said.of(Phrase.PROTOCOL));
        }
        sections.put("settings", Said.of("settings", "测试设置"));
        sections.put("environment", Said.of("environment", "环境"));
        sections.put("definitions", Said.of("definitions", "指标说明"));
        if (!facts.tools().isEmpty()) {
            sections.put("other-tools", Said.of("other tools", "其他工具"));
        }
        return sections;
    }

    static PageModel of(PageInput input) {
        var run = input.run();
        var head = PageHead.of(run);
        var accuracy = AccuracySection.of(run, input.compared(), input.recordings());
        var texts = TextsSection.of(run, input.compared());
        var compared = ComparedSection.of(run, input.compared());
        var loads = LoadSections.of(run, input.compared(), input.recordings(), input.commands());
        return new PageModel(
                head.verdict().names() + ": " + head.verdict().counts().english() + " - Assay " + run.id(),
                head,
                compared,
                accuracy,
                texts,
                loads,
                Facts.of(run, input.environment(), input.differences(), input.commands()),
                PageData.json(loads, accuracy, compared, texts),
                SCRIPTS);
    }
}
