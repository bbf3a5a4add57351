/**
 * The gate as JUnit tests. In: a {@link dev.assay.run.GateSession}. Out: one test for each planned test, question or limit, which reports
 * its verdict; JUnit XML. Never: a measurement or a computation of its own. Start at LoadTest.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.suite;
