/**
 * Statistics over plain numbers. In: finite doubles and counts. Out: descriptions, intervals and exact tests, the same bits for the same
 * numbers in any order. Never: a figure, a file, a random draw; an import of another package. Start at Sample.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.stats;
