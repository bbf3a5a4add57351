/**
 * Sorts many numbers. In: finite numbers. Out: the same numbers, the smallest first. Never: a statistic. Start at Sorting.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.stats.sorting;
