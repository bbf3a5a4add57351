package dev.assay.report.page;

/** The text of {@code report.html}. */
public final class ReportPage {
    private ReportPage() {}

    /** Returns the whole page. The same input gives the same text. */
    public static String of(PageInput input) {
        return PageTemplates.render("report.jte", PageModel.of(input));
    }
}
