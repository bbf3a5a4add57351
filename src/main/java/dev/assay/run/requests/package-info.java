/**
 * The requests of a test, written before the first is sent. In: a planned test, a tokenizer, a seed. Out: bodies of requests, and how many
 * tokens each asks for. Never: a connection. Start at TestRequests.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.run.requests;
