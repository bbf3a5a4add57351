package dev.assay.load;

import dev.assay.wire.Request;

/**
 * A request that is due.
 *
 * @param scheduled when it became due, on the clock of the transport
 */
record DueRequest(Request request, long scheduled) {}
