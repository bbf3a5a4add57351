/**
 * The server under test. In: a deployment, and where it is served: a URL, a server that the gate starts, or a tape. Out: an {@link
 * dev.assay.server.Endpoint} that is ready, with the facts that the server reports about itself. Never: a load, a verdict. Start at Target.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.server;
