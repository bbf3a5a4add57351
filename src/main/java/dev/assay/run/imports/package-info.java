/**
 * Files that other tools wrote. In: the files that {@code -Dassay.import} names. Out: their figures or gates, on the console and in a run
 * directory. Never: a verdict. Start at ResultImport.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.run.imports;
