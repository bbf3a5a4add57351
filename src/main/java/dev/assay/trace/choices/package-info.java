/**
 * What the choices of an answer say beside their texts: why they end, whether they are one answer, and their words on one line. In: the words and numbers of the choices. Out: their meaning.
 * Never: reading of bytes. Start at FinishReason.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.trace.choices;
