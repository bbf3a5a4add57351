/**
 * The answers of HTTP/1.1. In: bytes as a connection brought them. Out: the head of the answer, and its body without framing. Never: sockets,
 * times. Start at AnswerReader.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.wire.answer;
