/**
 * Data of a page that only a script reads. In: texts. Out: characters that can stand in a script element. Never: what the texts say. Start at
 * PackedText.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.page.packed;
