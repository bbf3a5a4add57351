/**
 * The gate as JUnit tests. In: the command line's properties, thresholds.yaml. Out: one test a planned row, question or limit, reporting its
 * verdict; the run's directory and the lines on the console. Never: a measurement or a computation of its own. Start at Session.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.suite;
