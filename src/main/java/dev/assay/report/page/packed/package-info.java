/**
 * Data of a page that only a script reads. In: JSON. Out: characters that can stand in a script element. Never: what the JSON says. Start at
 * PackedText.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.page.packed;
