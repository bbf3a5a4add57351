/**
 * Measurements of one test at several starts of its server, as plain values. In: what the gate measured, or what a file kept. Out: run sets, their means
 * and spreads, and how two of them differ in what they measured. Never: a recording, a verdict. Start at RunSet.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.starts;
