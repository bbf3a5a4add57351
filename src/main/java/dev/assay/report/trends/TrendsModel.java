package dev.assay.report.trends;

import dev.assay.report.history.HistoryTable;
import dev.assay.report.json.Json;
import dev.assay.report.page.PageScripts;
import dev.assay.report.page.ScriptJson;
import java.util.List;

/**
 * What the template of the page shows.
 *
 * @param source where the lines come from, for people
 * @param data what the scripts of the page draw, as JSON that can stand in a script element
 */
public record TrendsModel(String source, List<TrendSection> sections, String data, PageScripts scripts) {
    private static final PageScripts SCRIPTS = PageScripts.of("trends");

    public TrendsModel {
        sections = List.copyOf(sections);
    }

    static TrendsModel of(HistoryTable table, String source) {
        var sections = TrendSection.of(table.cells());
        var json = Json.MAPPER.createObjectNode().put("format", "trends/1");
        var tests = json.putArray("tests");
        sections.forEach(section -> section.into(tests.addObject()));
        return new TrendsModel(source, sections, ScriptJson.of(json), SCRIPTS);
    }
}
