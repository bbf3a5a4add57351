/** What all targets of the fuzzer share: first inputs, and bounds on the time and memory that an input may take. Start at Seeds. */
@org.jspecify.annotations.NullMarked
package dev.assay.fuzzing;
