/**
 * What other tools measured, read from their own result files. In: files by name and text. Out: cells and answers with the tool's own
 * figures, which of ours they are like, and what audits find in them. Never: a verdict on a limit. Start at Importers.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.figures.imported;
