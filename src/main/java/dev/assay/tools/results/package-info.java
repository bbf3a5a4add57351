/**
 * Results of other tools. In: figures with the names and units of the tool. Out: the figures of ours that they correspond to, and what
 * audits find. Never: a file, a verdict on a limit. Start at ImportedResult.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.tools.results;
