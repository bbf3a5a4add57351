package dev.assay.report.trends;

import dev.assay.report.history.HistoryTable;
import dev.assay.report.page.PageTemplates;

/** The text of {@code trends.html}. */
public final class TrendsPage {
    private TrendsPage() {}

    /**
     * Returns the whole page. The same input gives the same text.
     *
     * @param source where the lines come from, for people
     */
    public static String of(HistoryTable table, String source) {
        return PageTemplates.render("trends.jte", TrendsModel.of(table, source));
    }
}
