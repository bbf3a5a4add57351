/** Shared by tests of several packages: builders of traces, plans and recordings, scripted servers, and a client for single requests. */
@org.jspecify.annotations.NullMarked
package dev.assay.testing;
