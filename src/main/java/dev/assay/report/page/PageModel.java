package dev.assay.report.page;

import dev.assay.report.page.facts.Facts;
import dev.assay.report.page.loads.LoadSections;
import dev.assay.report.page.top.PageHead;

/**
 * What the template of the page shows.
 *
 * @param title the text of the browser's tab
 * @param data what the scripts of the page draw, as JSON that can stand in a script element
 */
public record PageModel(String title, PageHead head, LoadSections loads, Facts facts, String data, PageScripts scripts) {
    private static final PageScripts SCRIPTS = PageScripts.of("loads", "answers");

    static PageModel of(PageInput input) {
        var run = input.run();
        var head = PageHead.of(run);
        var loads = LoadSections.of(run, input.recordings(), input.commands());
        return new PageModel(
                "Assay " + run.id() + ": " + head.verdict().counts().english(),
                head, loads, Facts.of(run, input.environment(), input.differences(), input.commands()), PageData.json(loads),
                SCRIPTS);
    }
}
