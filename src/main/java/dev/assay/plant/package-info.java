/**
 * The gate on trial. In: recordings of a run, and {@link dev.assay.plant.Fault}s. Out: which limits notice each fault, and how large it must be for
 * the others. Never: a file, a request, a verdict of a run. Start at Trial.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.plant;
