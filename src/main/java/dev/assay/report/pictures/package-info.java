/**
 * Pictures for documents. In: numbers with their intervals and labels. Out: PNG files, or why they cannot be drawn here. Never: arithmetic on
 * figures, a display. The only package that uses XChart and AWT. Start at Drawing.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.pictures;
