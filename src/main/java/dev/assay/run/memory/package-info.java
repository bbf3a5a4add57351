/**
 * Whether the JVM has the memory that a plan needs. In: a plan and the memory of the JVM. Out: problems, and a line for the plan. Never: a measurement of
 * what is used. Start at MemoryCheck.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.run.memory;
