/**
 * The engines. In: a deployment. Out: how the engine's requests are written, and the names of its metrics. Never: a connection. Start at Engine.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.server.engines;
