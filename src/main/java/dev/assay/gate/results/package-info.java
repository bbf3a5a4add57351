/** What the gate decided. In: verdicts with what they rest on. Out: the words of limits, tests and runs. Never: a decision. Start at TestVerdict. */
@org.jspecify.annotations.NullMarked
package dev.assay.gate.results;
