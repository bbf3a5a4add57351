/**
 * Computing on several cores at once. In: what is to be computed. Out: the results. Never: a result that depends on how many
 * cores there are. Start at Cores.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.stats.cores;
