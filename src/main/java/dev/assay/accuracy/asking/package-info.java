/** How questions are asked. In: an evalset. Out: messages, and the order of the questions. Never: an answer. Start at AskingOrder. */
@org.jspecify.annotations.NullMarked
package dev.assay.accuracy.asking;
