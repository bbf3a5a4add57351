/**
 * What tests of a run are compared with, beside the run itself. In: baselines, recordings, run directories. Out: references for limits that compare, new
 * baselines, a comparison for people. Never: a request to a server, a verdict. Start at StoredReferences.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.run.references;
