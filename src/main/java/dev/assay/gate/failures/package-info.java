/**
 * Where the time of a load test that fails went. In: the verdict on a load test with its figures. Out: the likely cause of each missed limit, with what
 * speaks for it, or that the data does not tell. Never: a verdict. Start at LikelyCause.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.gate.failures;
