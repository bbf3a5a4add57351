/**
 * Reads files of rows: JSON Lines, CSV and Parquet. In: a file, or a pattern of file names. Out: each row as a
 * {@link dev.assay.input.Node.Mapping} of columns to values, with its place. Never: guessing of types, so that a text stays as it is written.
 * Start at RowFile.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.input.rows;
