/**
 * What a server counts while a test runs. In: the addresses of its metrics pages. Out: counts before, during and after the measured
 * requests. Never: a verdict. Start at ServerWatch.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.server.metrics;
