package dev.assay.report.page;

import dev.assay.report.json.Json;
import dev.assay.report.page.answers.AccuracySection;
import dev.assay.report.page.compared.ComparedSection;
import dev.assay.report.page.loads.LoadSections;
import dev.assay.report.page.texts.TextsSection;

/** What the scripts of the page draw. */
final class PageData {
    private PageData() {}

    /** Returns the data as JSON that can stand in a script element: no text in it can end the element. */
    static String json(LoadSections loads, AccuracySection accuracy, ComparedSection compared, TextsSection texts) {
        var json = Json.MAPPER.createObjectNode().put("format", "page/1");
        loads.into(json);
        accuracy.into(json.putObject("accuracy"));
        compared.into(json.putArray("changes"));
        texts.into(json.putArray("texts"));
        return ScriptJson.of(json);
    }
}
