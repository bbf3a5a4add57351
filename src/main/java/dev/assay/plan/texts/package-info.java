/**
 * Fixed texts whose log-probabilities are measured. In: a file with one text per line, and a manifest. Out: a checked
 * {@link dev.assay.plan.texts.TextSet}. Never: a request, a figure. Start at TextSet.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.plan.texts;
