/**
 * Results of other tools. In: figures with the names and units of the tool. Out: our figures that correspond to them, and the findings of audits.
 * Never: a file, a verdict on a limit. Start at ImportedResult.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.tools.results;
