package dev.assay.report.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The text of {@code report.html}. */
public final class ReportPage {
    private static final String TEMPLATES = "dev.assay.report.page.generated";

    private ReportPage() {}

    /** Returns the whole page. The same input gives the same text. */
    public static String of(PageInput input) {
        var page = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Html, ReportPage.class.getClassLoader(), TEMPLATES)
                .render("report.jte", PageModel.of(input), page);
        return page.toString();
    }
}
