/**
 * Gates that people already have in other projects. In: their files of workloads, limits and targets, by name and text. Out: the same as rows of
 * thresholds.yaml, and what could not be translated, with its place. Never: a limit that the file does not say, a verdict. Start at GateFiles.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.tools.gates;
