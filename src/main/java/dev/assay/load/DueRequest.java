package dev.assay.load;

import dev.assay.wire.Request;

/**
 * A request that is due.
 *
 * @param scheduled since when, in the time of the transport
 */
record DueRequest(Request request, long scheduled) {}
