/**
 * Kills a live gate and its resumed runs at random moments. In: a number of kills and a seed. Out: {@code docs/kills.md}, with what was on the disk at each kill and
 * what the next process read. Never: a moment at which nothing is lost by luck of the test's making. Start at KillsTest.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.kills;
