/**
 * Results for programs. In: a {@link dev.assay.gate.RunVerdict} or results of other tools. Out: result.json. Never: a sentence for people
 * that no other room wrote. Start at ResultJson.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.json;
