/**
 * The words of reports for people: the languages, what is said in each, and Markdown. In: texts. Out: texts. Never: a figure. Start at Language.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.words;
