/**
 * Texts of models and of files for a page, in which nothing is invisible. In: any text. Out: its parts, with marks for what nobody would
 * see. Never: elements of HTML. Start at ShownText.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.page.shown;
