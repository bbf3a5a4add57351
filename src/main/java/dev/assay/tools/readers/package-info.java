/**
 * Readers of other tools' result files. In: files by name and text. Out: a {@link dev.assay.tools.results.ImportedResult} for each result.
 * Never: a verdict. Start at Importers.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.tools.readers;
