/**
 * How questions are asked. In: an evalset, a recording. Out: messages, the order of the questions, how many were in flight. Never: an answer. Start at
 * AskingOrder.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.accuracy.asking;
