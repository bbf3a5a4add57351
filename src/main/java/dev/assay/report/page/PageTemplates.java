package dev.assay.report.page;

import dev.assay.report.page.shown.HtmlCharacters;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The templates in {@code src/main/jte}, as the build has compiled them. */
public final class PageTemplates {
    private static final String TEMPLATES = "dev.assay.report.page.generated";

    private PageTemplates() {}

    /** Returns the text of a template. What it shows is escaped where it stands, and has only characters that HTML may have. */
    public static String render(String template, Object model) {
        var page = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Html, PageTemplates.class.getClassLoader(), TEMPLATES)
                .render(template, model, page);
        return HtmlCharacters.only(page.toString());
    }
}
